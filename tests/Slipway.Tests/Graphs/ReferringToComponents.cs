using Slipway.Testing;

namespace Slipway.Tests.Graphs;

public sealed class ReferringToComponents : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("DependsOnBoth", "Test Pack DependsOnBoth")]
    [InlineData("Test", "Before Test Trigger Triggered")]
    [InlineData("Pack After", "Pack After")]
    [InlineData("Pack OnlyAfter", "Pack OnlyAfter")]
    [InlineData("Pack Earlier", "Earlier Pack")]
    [InlineData("Triggering", "Triggering Pack")]
    [InlineData("Items", "Pack Items:a")]
    [InlineData("Pack OrderedItems", "Pack OrderedItems:a")]
    [InlineData("TriggeringItems", "TriggeringItems:a Pack")]
    public async Task Every_relation_reaches_targets_of_a_component(string line, string expected)
    {
        var build = new WithComponents();

        var run = await _project.RunAsync(build, [.. line.Split(' '), "--mode=sequential", .. line == "Test" ? (string[])[] : ["--skip=Before,Trigger,Triggered"]]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Ran);
    }

    [Fact]
    public async Task A_component_that_may_be_absent_says_nothing_where_it_is()
    {
        var build = new Without();

        var run = await _project.RunAsync(build, "All", "Items", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("All Items:a", build.Ran);
    }

    [Fact]
    public async Task A_component_that_may_be_absent_counts_where_it_is_there()
    {
        var build = new TryingWithComponents();

        var run = await _project.RunAsync(build, "All", "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal("Test All Pack", build.Ran);
    }

    [Fact]
    public async Task Components_that_are_missing_are_told_all_at_once()
    {
        var run = await _project.RunAsync<Missing>("--list");

        Assert.Equal(
            """
            error SW0008: target 'One' refers to 'ITest', which Missing does not implement
              try: class Missing : …, ITest
            error SW0008: target 'Two' refers to 'IPack', which Missing does not implement
              try: class Missing : …, IPack

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    private interface INotes : IBuild
    {
        void Noted(RunContext run);
    }

    private interface ITest : INotes
    {
        Target Test => _ => _.Executes(Noted);
    }

    private interface IPack : INotes
    {
        Target Pack => _ => _.Executes(Noted);
    }

    private abstract class Noting : RecordingBuild, INotes
    {
        public void Noted(RunContext run) => Note(run);
    }

    private sealed class WithComponents : Noting, ITest, IPack
    {
        Target DependsOnBoth => _ => _.DependsOn<ITest>(x => x.Test).DependsOn<IPack>(x => x.Pack, x => x.Pack).Executes(Note);

        Target Before => _ => _.DependentFor<ITest>(x => x.Test).Executes(Note);

        Target Trigger => _ => _.TriggeredBy<ITest>(x => x.Test).Triggers(Triggered).Executes(Note);

        Target Triggered => _ => _.Executes(Note);

        Target After => _ => _.After<IPack>(x => x.Pack).Executes(Note);

        Target OnlyAfter => _ => _.OnlyAfter<IPack>(x => x.Pack).Executes(Note);

        Target Earlier => _ => _.Before<IPack>(x => x.Pack).Executes(Note);

        Target Triggering => _ => _.Triggers<IPack>(x => x.Pack).Executes(Note);

        Target<string, int> Items => _ => _.ForEach(() => ["a"]).DependsOn<IPack>(x => x.Pack).Executes((_, run) => NoteItem(run));

        Target<string, int> OrderedItems => _ => _.ForEach(() => ["a"]).After<IPack>(x => x.Pack).OnlyAfter<IPack>(x => x.Pack).Executes((_, run) => NoteItem(run));

        Target<string, int> TriggeringItems => _ => _.ForEach(() => ["a"]).Triggers<IPack>(x => x.Pack).Executes((_, run) => NoteItem(run));
    }

    private sealed class Without : RecordingBuild
    {
        Target All => _ => _
            .TryDependsOn<ITest>(x => x.Test).TryDependentFor<ITest>(x => x.Test).TryAfter<ITest>(x => x.Test).TryOnlyAfter<ITest>(x => x.Test)
            .TryBefore<ITest>(x => x.Test).TryTriggers<ITest>(x => x.Test).TryTriggeredBy<ITest>(x => x.Test)
            .Executes(Note);

        Target<string, int> Items => _ => _
            .ForEach(() => ["a"])
            .TryDependsOn<ITest>(x => x.Test).TryDependentFor<ITest>(x => x.Test).TryAfter<ITest>(x => x.Test).TryOnlyAfter<ITest>(x => x.Test)
            .TryBefore<ITest>(x => x.Test).TryTriggers<ITest>(x => x.Test).TryTriggeredBy<ITest>(x => x.Test)
            .Executes((_, run) => NoteItem(run));
    }

    private sealed class TryingWithComponents : Noting, ITest, IPack
    {
        Target All => _ => _.TryDependsOn<ITest>(x => x.Test).TryTriggers<IPack>(x => x.Pack).Executes(Note);
    }

    private sealed class Missing : SlipwayBuild
    {
        Target One => _ => _.DependsOn<ITest>(x => x.Test);

        Target<string, int> Two => _ => _.ForEach(() => ["a"]).Triggers<IPack>(x => x.Pack);
    }
}
