using Slipway.Testing;

namespace Slipway.Tests.Graphs;

/// <summary>Traps of writing targets as properties of classes and interfaces that are not told of elsewhere.</summary>
public sealed class KnownTraps : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_component_makes_what_it_keeps_once_for_the_whole_build()
    {
        var build = new Keeping();

        var run = await _project.RunAsync(build, "Warm", "Cold", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("the list of 2\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_component_reads_its_parameter_by_the_name_of_its_member()
    {
        var run = await _project.RunAsync<Keeping>("Warm", "--degrees=7");

        Assert.Contains("7 degrees\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_names_a_target_of_its_component_through_As()
    {
        var build = new Keeping();

        var run = await _project.RunAsync(build, "All");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("done  Warm", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_a_component_that_the_build_lacks_is_refused()
    {
        var run = await _project.RunAsync<Lacking>("--list");

        Assert.Equal(
            """
            error SW0126: As<IHeat>() is asked of Lacking, which does not implement it
              try: class Lacking : …, IHeat

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task Where_two_components_redefine_a_target_the_class_decides()
    {
        var build = new Deciding();

        var run = await _project.RunAsync(build, "Warm");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("by gas\n", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("by wood\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reading_of_a_property_is_the_same_target()
    {
        var build = new Reading();

        var run = await _project.RunAsync(build, "All", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Plain Closed Static Group All", build.Ran);
    }

    private interface IHeat : IBuild
    {
        [Parameter("How warm.")]
        int Degrees => Get(20);

        List<int> Log => Once(() => new List<int>());

        Target Warm => _ => _.Executes(run =>
        {
            Log.Add(Degrees);
            run.Log($"{Degrees} degrees");
        });
    }

    private interface ICool : IHeat
    {
        Target Cold => _ => _.After(Warm).Executes(run =>
        {
            Log.Add(0);
            run.Log($"the list of {Log.Count}");
        });
    }

    private interface IGas : IHeat
    {
        Target IHeat.Warm => _ => _.Executes(run => run.Log("by gas"));
    }

    private interface IWood : IHeat
    {
        Target IHeat.Warm => _ => _.Executes(run => run.Log("by wood"));
    }

    private sealed class Keeping : SlipwayBuild, ICool
    {
        Target All => _ => _.DependsOn(As<IHeat>().Warm);
    }

    private sealed class Lacking : SlipwayBuild
    {
        Target All => _ => _.DependsOn(As<IHeat>().Warm);
    }

    // Without this property the compiler refuses the class: neither redefinition is the more specific one.
    private sealed class Deciding : SlipwayBuild, IGas, IWood
    {
        public Target Warm => _ => _.Inherit<IGas>(x => x.Warm);
    }

    private sealed class Reading : RecordingBuild
    {
        Target Plain => _ => _.Executes(Note);

        Target Closed
        {
            get
            {
                var note = Note;
                return _ => _.After(Plain).Executes(note);
            }
        }

        Target Static => Define;

        Target Group => DefineMore;

        Target All => _ => _.DependsOn(Plain, Plain).DependsOn(Closed).DependsOn(Closed).DependsOn(Static, Static, Group).Executes(Note);

        private static TargetDefinition Define(TargetDefinition definition) =>
            definition.After(((Reading)definition.Build).Closed).Executes(((Reading)definition.Build).Note);

        private TargetDefinition DefineMore(TargetDefinition definition) => definition.After(Static).Executes(Note);
    }
}
