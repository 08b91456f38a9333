using Slipway.Testing;

namespace Slipway.Tests.Planning;

public sealed class TriggeringTargets : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("Compile", "Compile Report")]
    [InlineData("Report", "Report")]
    [InlineData("Report Compile", "Compile Report")]
    [InlineData("Test", "Lint Test Cover Report")]
    [InlineData("Compile Test", "Lint Test Compile Cover Report")]
    [InlineData("Fresh", "AfterFresh")]
    [InlineData("Off", "")]
    [InlineData("Off AfterOff", "AfterOff")]
    [InlineData("Off NeedsAfterOff", "AfterOff NeedsAfterOff")]
    [InlineData("OffAtStart", "")]
    [InlineData("Compile --skip=Compile", "")]
    [InlineData("Compile Test --skip=Compile", "Lint Test Cover Report")]
    public async Task A_triggered_target_runs_after_what_triggers_it_whenever_that_runs(string line, string expected)
    {
        var build = new Triggering();

        var run = await _project.RunAsync(build, [.. line.Split(' '), "--mode=sequential"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Ran);
    }

    [Theory]
    [InlineData("Broken", "AfterBroken not run needs Broken")]
    [InlineData("MayBreak", "AfterMayBreak not run needs MayBreak")]
    [InlineData("OffAtStart", "AfterOffAtStart skipped 'OffAtStart', which triggers it, is skipped")]
    public async Task It_runs_only_when_that_ended_well(string target, string line)
    {
        var build = new Triggering();

        var run = await _project.RunAsync(build, target);

        Assert.Contains("\n" + line + "\n", run.Out.Squeezed(), StringComparison.Ordinal);
        Assert.Equal("", build.Ran);
    }

    [Theory]
    [InlineData("Images", "Images:a Images:b Signed:a Signed:b Notify")]
    [InlineData("Signed", "Images:a Images:b Signed:a Signed:b Notify")]
    [InlineData("Pushed", "Pushed:a Scanned:a")]
    public async Task Nodes_of_a_triggered_target_over_the_same_items_follow_their_own(string target, string expected)
    {
        var build = new PerItem();

        var run = await _project.RunAsync(build, target, "--mode=sequential");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(expected, build.Ran);
    }

    [Fact]
    public async Task A_node_whose_own_was_skipped_is_skipped_in_the_plan_already()
    {
        var run = await _project.RunAsync<PerItem>("Pushed", "--plan");

        Assert.Contains("\n1 Scanned:b skip 'Pushed:b', which triggers it, is skipped\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_whose_own_failed_is_not_run_and_its_neighbour_is()
    {
        var build = new PerItem();

        var run = await _project.RunAsync(build, "Loaded");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("Unloaded:a", build.Ran);
    }

    [Fact]
    public async Task A_circle_of_triggers_is_told_as_one()
    {
        var run = await _project.RunAsync<Circle>("--list");

        Assert.Equal(
            """
            error SW0003: targets wait for each other in a circle: One -> Two -> One
              One is triggered by Two
              Two is triggered by One
              try: remove one of these, or use After() where only the order matters

            """,
            run.Error);
    }

    private sealed class Triggering : RecordingBuild
    {
        Target Compile => _ => _.Triggers(Report).Executes(Note);

        Target Lint => _ => _.Executes(Note);

        Target Test => _ => _.DependsOn(Lint).Executes(Note);

        Target Cover => _ => _.TriggeredBy(Test).Triggers(Report).Executes(Note);

        Target Report => _ => _.Executes(Note);

        Target Broken => _ => _.Executes(Fail);

        Target AfterBroken => _ => _.TriggeredBy(Broken).Executes(Note);

        Target MayBreak => _ => _.ContinueOnFailure().Executes(Fail);

        Target AfterMayBreak => _ => _.TriggeredBy(MayBreak).Executes(Note);

        Target Fresh => _ => _.Reuses(_ => Task.FromResult(Reuse.UpToDate("as it was"))).Triggers(AfterFresh).Executes(Note);

        Target AfterFresh => _ => _.Executes(Note);

        Target Off => _ => _.OnlyWhen(() => false).Triggers(AfterOff).Executes(Note);

        Target AfterOff => _ => _.Executes(Note);

        Target NeedsAfterOff => _ => _.DependsOn(AfterOff).Executes(Note);

        Target OffAtStart => _ => _.OnlyWhenDynamic(() => false).Triggers(AfterOffAtStart).Executes(Note);

        Target AfterOffAtStart => _ => _.Executes(Note);
    }

    private sealed class PerItem : RecordingBuild
    {
        Target<string, int> Images => _ => _.ForEach(() => ["a", "b"]).Triggers(Notify).Triggers(Signed).Executes((_, run) => NoteItem(run));

        Target<string, int> Signed => _ => _.ForEach(Images).Executes((_, run) => NoteItem(run));

        Target Notify => _ => _.Executes(Note);

        Target<string, int> Pushed => _ => _.ForEach(() => ["a", "b"]).OnlyWhen(image => image == "a").Executes((_, run) => NoteItem(run));

        Target<string, int> Loaded => _ => _.ForEach(() => ["a", "b"]).Executes(image => image == "a" ? 1 : throw new ProblemException(new Problem("X0001", "no")));

        Target<string, int> Unloaded => _ => _.ForEach(Loaded).TriggeredBy(Loaded).Executes((_, run) => NoteItem(run));

        Target<string, int> Scanned => _ => _.ForEach(Pushed).TriggeredBy(Pushed).Executes((_, run) => NoteItem(run));
    }

    private sealed class Circle : SlipwayBuild
    {
        Target One => _ => _.Triggers(Two);

        Target Two => _ => _.Triggers(One);
    }
}
