using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class CallingHooks : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task Hooks_tell_the_story_of_a_run()
    {
        var build = new Telling();

        var run = await _project.RunAsync(build, "All", "--mode=sequential");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(
            [
                "initialized",
                "started All: Compile Test:unit Docs Fresh Publish All",
                "Compile starts: always runs",
                "Compile succeeded: always runs",
                "Test:unit starts: always runs",
                "Test:unit (unit) failed: 2 tests failed: error X0001: 2 tests failed",
                "Docs skipped: no docs today",
                "Fresh was up to date: as it was",
                "Publish skipped: needs Test:unit",
                "All skipped: needs Test:unit",
                "finished False: failed Test:unit, not run Publish All",
            ],
            build.Story);
    }

    [Theory]
    [InlineData("All", "--plan")]
    [InlineData("All", "--list")]
    public async Task Nothing_is_told_where_nothing_runs(params string[] line)
    {
        var build = new Telling();

        var run = await _project.RunAsync(build, line);

        Assert.Equal(0, run.ExitCode);
        Assert.Empty(build.Story);
    }

    [Fact]
    public async Task A_hook_that_throws_is_reported_and_changes_nothing()
    {
        var build = new Throwing();

        var run = await _project.RunAsync(build, "Work");

        Assert.Equal(0, run.ExitCode);
        Assert.EndsWith("\nSucceeded in 0.00 s: 1 done\n", run.Out, StringComparison.Ordinal);
        Assert.Equal(
            [
                "error SW0125: OnBuildInitialized threw, and the run goes on: InvalidOperationException: no chat server",
                "error SW0125: OnBuildStarted threw, and the run goes on: InvalidOperationException: no chat server",
                "error SW0125: OnTargetStarted threw, and the run goes on: InvalidOperationException: no chat server",
                "error SW0125: OnTargetSucceeded threw, and the run goes on: InvalidOperationException: no chat server",
                "error SW0125: OnBuildFinished threw, and the run goes on: InvalidOperationException: no chat server",
            ],
            run.Error.Split('\n').Where(line => line.StartsWith("error", StringComparison.Ordinal)));
    }

    private sealed class Telling : SlipwayBuild
    {
        public List<string> Story { get; } = [];

        Target Compile => _ => _.Executes(() => { });

        Target<string, int> Test => _ => _.DependsOn(Compile).ForEach(() => ["unit"]).Executes((_, _) => throw new ProblemException(new Problem("X0001", "2 tests failed")));

        Target Docs => _ => _.After(Test).OnlyWhen(() => false, otherwise: "no docs today").Executes(() => { });

        Target Fresh => _ => _.After(Docs).Reuses(_ => Task.FromResult(Reuse.UpToDate("as it was"))).Executes(() => { });

        Target Publish => _ => _.DependsOn(Test).After(Fresh).Executes(() => { });

        Target All => _ => _.DependsOn(Publish, Docs, Fresh);

        protected override void OnBuildInitialized() => Story.Add("initialized");

        protected override void OnBuildStarted(BuildStart start) => Story.Add($"started {string.Join(' ', start.Requested)}: {string.Join(' ', start.Nodes)}");

        protected override void OnTargetStarted(TargetStart start) => Story.Add($"{start.Name} starts: {start.Reason}");

        protected override void OnTargetSucceeded(TargetEnd end) => Story.Add($"{end.Name} {(end.IsUpToDate ? "was up to date" : "succeeded")}: {end.Why}");

        protected override void OnTargetFailed(TargetEnd end) => Story.Add($"{end.Name} ({end.Item}) failed: {end.Why}: {end.Failure}");

        protected override void OnTargetSkipped(TargetEnd end) => Story.Add($"{end.Name} skipped: {end.Why}");

        protected override void OnBuildFinished(BuildEnd end) => Story.Add($"finished {end.Succeeded}: failed {string.Join(' ', end.Failed)}, not run {string.Join(' ', end.NotRun)}");
    }

    private sealed class Throwing : SlipwayBuild
    {
        Target Work => _ => _.Executes(() => { });

        protected override void OnBuildInitialized() => throw NoServer();

        protected override void OnBuildStarted(BuildStart start) => throw NoServer();

        protected override void OnTargetStarted(TargetStart start) => throw NoServer();

        protected override void OnTargetSucceeded(TargetEnd end) => throw NoServer();

        protected override void OnBuildFinished(BuildEnd end) => throw NoServer();

        private static InvalidOperationException NoServer() => new("no chat server");
    }
}
