using Slipway.Testing;

namespace Slipway.Tests.Graphs;

public sealed class DefiningTargets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Targets_are_properties_of_the_class_and_of_its_components()
    {
        var run = await _project.RunAsync<WithComponents>("--list");

        Assert.Equal(
            """
              Publish            Sends it out.
              Compile
              Test (Check, try)  Tests what was compiled.

            """,
            run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [Fact]
    public async Task An_unlisted_target_is_left_out_of_the_list_and_can_still_be_asked_for()
    {
        var build = new Hidden();

        var list = await _project.RunAsync(build, "--list");
        var run = await _project.RunAsync(new Hidden(), "Secretly");

        Assert.Equal("  Openly\n", list.Out);
        Assert.Contains("done  Secretly", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test")]
    [InlineData("test")]
    [InlineData("CHECK")]
    [InlineData("try")]
    public async Task A_target_is_asked_for_by_name_or_alias_and_case_does_not_matter(string name)
    {
        var build = new WithComponents();

        var run = await _project.RunAsync(build, name);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile", "test"], build.Done);
    }

    [Theory]
    [InlineData("BuildFast")]
    [InlineData("build-fast")]
    [InlineData("Build-Fast")]
    public async Task A_target_is_asked_for_in_kebab_case_too(string name)
    {
        var run = await _project.RunAsync<Kebab>(name);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_class_overrides_a_component_target_and_takes_over_its_definition()
    {
        var build = new Overriding();

        var run = await _project.RunAsync(build, "Test");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile", "test", "and more"], build.Done);
    }

    [Fact]
    public async Task What_a_component_redefines_is_inherited_through_that_component()
    {
        var build = new InheritsRedefined();

        var run = await _project.RunAsync(build, "Compile");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile again"], build.Done);
    }

    [Fact]
    public async Task Inheriting_through_a_component_finds_what_it_extends()
    {
        var build = new InheritsThroughChild();

        var run = await _project.RunAsync(build, "Compile");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile"], build.Done);
    }

    [Fact]
    public async Task A_component_that_is_reached_two_ways_gives_its_targets_once()
    {
        var build = new Diamond();

        var run = await _project.RunAsync(build, "Publish", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile", "test", "pack"], build.Done);
    }

    [Fact]
    public async Task A_class_depends_on_a_component_target_by_naming_the_component()
    {
        var build = new WithComponents();

        var run = await _project.RunAsync(build, "Publish");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["compile", "test"], build.Done);
    }

    [Fact]
    public async Task An_asynchronous_body_without_parameters_is_waited_for()
    {
        var build = new AsyncBody();

        var run = await _project.RunAsync(build, "Wait");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(["after the wait"], build.Done);
    }

    [Fact]
    public async Task Several_bodies_run_in_order()
    {
        var build = new SeveralBodies();

        await _project.RunAsync(build, "All");

        Assert.Equal(["one", "two", "three"], build.Done);
    }

    private interface IRecords : IBuild
    {
        List<string> Done { get; }
    }

    private interface ICompile : IRecords
    {
        Target Compile => _ => _.Executes(() => Done.Add("compile"));
    }

    private interface ITest : ICompile
    {
        Target Test => _ => _.Description("Tests what was compiled.").Alias("Check", "try").DependsOn(Compile).Executes(() => Done.Add("test"));
    }

    private interface IPack : ICompile
    {
        Target Pack => _ => _.DependsOn(Compile).Executes(() => Done.Add("pack"));
    }

    private interface ICompileTwice : ICompile
    {
        Target ICompile.Compile => _ => _.Executes(() => Done.Add("compile again"));
    }

    private abstract class Recording : SlipwayBuild, IRecords
    {
        public List<string> Done { get; } = [];
    }

    private sealed class WithComponents : Recording, ITest
    {
        Target Publish => _ => _.Description("Sends it out.").DependsOn<ITest>(x => x.Test);
    }

    private sealed class Hidden : SlipwayBuild
    {
        Target Openly => _ => _;

        Target Secretly => _ => _.Unlisted().Executes(() => { });
    }

    private sealed class Kebab : SlipwayBuild
    {
        Target BuildFast => _ => _;
    }

    private sealed class Overriding : Recording, ITest
    {
        public Target Test => _ => _.Inherit<ITest>(x => x.Test).Executes(() => Done.Add("and more"));
    }

    private sealed class InheritsRedefined : Recording, ICompileTwice
    {
        public Target Compile => _ => _.Inherit<ICompileTwice>(x => x.Compile);
    }

    private sealed class InheritsThroughChild : Recording, ITest
    {
        public Target Compile => _ => _.Inherit<ITest>(x => x.Compile);
    }

    private sealed class Diamond : Recording, ITest, IPack
    {
        Target Publish => _ => _.DependsOn<ITest>(x => x.Test).DependsOn<IPack>(x => x.Pack);
    }

    private sealed class AsyncBody : Recording
    {
        Target Wait => _ => _.Executes(async () =>
        {
            await Task.Yield();
            Done.Add("after the wait");
        });
    }

    private sealed class SeveralBodies : Recording
    {
        Target All => _ => _.Executes(() => Done.Add("one")).Executes(_ => Done.Add("two")).Executes(async _ =>
        {
            await Task.Yield();
            Done.Add("three");
        });
    }
}
