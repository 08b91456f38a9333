using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class Stopping : IDisposable
{
    private readonly TestProject _project = new();
    private readonly CancellationTokenSource _ctrlC = new();

    public Stopping() => _project.CancellationToken = _ctrlC.Token;

    public void Dispose()
    {
        _ctrlC.Dispose();
        _project.Dispose();
    }

    [Fact]
    public async Task What_runs_is_interrupted_and_what_waits_is_not_run()
    {
        var build = new Long();

        var running = _project.RunAsync(build, "Next");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _ctrlC.CancelAsync();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Equal(
            """
            start Obeys  always runs

              target  result              time  why
              Obeys   interrupted               the run was stopped
              Clean   not run                   the run was stopped
              Next    not run                   the run was stopped

            Stopped in 0.00 s: 2 not run, 1 interrupted

            """,
            run.Out);
        Assert.Equal([".nuke/temp/journal.jsonl", ".nuke/temp/lock"], _project.Files());
    }

    [Fact]
    public async Task A_body_that_does_not_stop_is_given_up_after_four_seconds()
    {
        var clock = new FakeClock();
        _project.Time = clock;
        var build = new Long();

        var running = _project.RunAsync(build, "Ignores");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _ctrlC.CancelAsync();
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(3.9));
        Assert.False(running.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var run = await running;
        build.Release.SetResult();

        Assert.Equal(130, run.ExitCode);
        Assert.EndsWith(
            """

              target   result              time  why
              Ignores  interrupted        4.0 s  did not stop when asked

            Stopped in 4.0 s: 1 interrupted

            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_after_it_was_asked_to_stop_does_not_count_as_done()
    {
        var build = new Long();

        var running = _project.RunAsync(build, "Ignores");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _ctrlC.CancelAsync();
        build.Release.SetResult();
        var run = await running;

        Assert.Equal(130, run.ExitCode);
        Assert.Contains("  Ignores  interrupted               the run was stopped\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_outlives_its_run_writes_nothing_any_more()
    {
        var clock = new FakeClock();
        _project.Time = clock;
        var build = new Long();

        var running = _project.RunAsync(build, "Ignores");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _ctrlC.CancelAsync();
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(4));
        await running;
        build.Release.SetResult();
        await build.Ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        Assert.Equal([".nuke/temp/journal.jsonl", ".nuke/temp/lock"], _project.Files());
    }

    [Fact]
    public async Task Nothing_starts_when_the_stop_comes_first()
    {
        await _ctrlC.CancelAsync();

        var run = await _project.RunAsync(new Long(), "Next");

        Assert.Equal(130, run.ExitCode);
        Assert.DoesNotContain("start", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_while_planning_is_told()
    {
        var build = new Long();

        var running = _project.RunAsync(build, "Asks");
        await build.Started.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await _ctrlC.CancelAsync();
        var run = await running;

        Assert.Equal((130, "", "stopped before anything was started\n"), (run.ExitCode, run.Out, run.Error));
    }

    [Fact]
    public async Task A_stop_that_comes_when_everything_has_ended_changes_nothing()
    {
        var run = await _project.RunAsync(new Long { AtTheEnd = _ctrlC.Cancel }, "Quick");

        Assert.Equal(0, run.ExitCode);
    }

    private sealed class Long : SlipwayBuild
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Action? AtTheEnd { get; init; }

        Target Obeys => _ => _.Executes(async run =>
        {
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, run.CancellationToken);
        });

        Target Ignores => _ => _.Executes(async run =>
        {
            Started.SetResult();
#pragma warning disable xUnit1051, CA2016 // It ignores the request to stop.
            await Release.Task;
#pragma warning restore xUnit1051, CA2016
            run.Log("still here");
            Ended.SetResult();
        });

        Target Asks => _ => _.Executes(() => { }).Reuses(async planning =>
        {
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, planning.CancellationToken);
            return Reuse.Stale("");
        });

        Target Clean => _ => _.AssuredAfterFailure().DependsOn(Obeys).Executes(() => { });

        Target Next => _ => _.DependsOn(Clean).Executes(() => { });

        // What a build made for itself is disposed after the last event.
        Target Quick => _ => _.Executes(() => Once(() => new Disposable(AtTheEnd)));
    }

    private sealed class Disposable(Action? dispose) : IDisposable
    {
        public void Dispose() => dispose?.Invoke();
    }
}
