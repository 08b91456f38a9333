using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class Locking : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_second_run_is_refused_and_names_the_first()
    {
        var first = new Holder();
        var holding = _project.RunAsync(first, "Hold");
        await first.Holds.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        var second = await _project.RunAsync<Holder>("Quick");
        first.Release.SetResult();
        await holding;

        Assert.Equal(
            $"""
            error SW0042: another run works in this folder: process {Environment.ProcessId}
              lock: {_project.Folder}/.nuke/temp/lock
              try: wait for it, or add --wait

            """,
            second.Error);
        Assert.Equal((4, ""), (second.ExitCode, second.Out));
    }

    [Fact]
    public async Task A_run_that_only_looks_works_beside_another_and_leaves_what_that_has_written()
    {
        var first = new Holder();
        var holding = _project.RunAsync(first, "Hold");
        await first.Holds.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var journal = _project.Read(".nuke/temp/journal.jsonl");

        var beside = await _project.RunAsync<Holder>("Look");
        var both = await _project.RunAsync<Holder>("Look", "Quick");

        Assert.Equal((0, 4), (beside.ExitCode, both.ExitCode));
        Assert.Equal("seen\n", _project.Read($".nuke/temp/beside/{Environment.ProcessId}/logs/Look.log"));
        Assert.Equal(journal, _project.Read(".nuke/temp/journal.jsonl"));
        first.Release.SetResult();
        Assert.Equal(0, (await holding).ExitCode);
    }

    [Fact]
    public async Task A_second_run_waits_when_it_is_told_to()
    {
        var clock = new FakeClock();
        _project.Time = clock;
        var first = new Holder();
        var holding = _project.RunAsync(first, "Hold");
        await first.Holds.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        var second = _project.RunAsync<Holder>("Quick", "--wait");
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        first.Release.SetResult();
        await holding;
        clock.Advance(TimeSpan.FromMilliseconds(200));
        var run = await second;

        Assert.Equal((0, $"waiting for process {Environment.ProcessId}, which works in this folder\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_was_read_before_the_wait_is_read_again()
    {
        var clock = new FakeClock();
        _project.Time = clock;
        _project.Write("stack", "old");
        var first = new Holder();
        var holding = _project.RunAsync(first, "Hold");
        await first.Holds.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        var waiting = new Reader();

        var second = _project.RunAsync(waiting, "Read", "--wait");
        await clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        _project.Write("stack", "new");
        first.Release.SetResult();
        await holding;
        clock.Advance(TimeSpan.FromMilliseconds(200));
        var run = await second;

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("new", waiting.Read);
    }

    [Theory]
    [InlineData("Quick --plan", 0)]
    [InlineData("--help", 0)]
    [InlineData("Quik", 2)]
    public async Task What_runs_nothing_needs_no_lock(string line, int exitCode)
    {
        var first = new Holder();
        var holding = _project.RunAsync(first, "Hold");
        await first.Holds.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        var run = await _project.RunAsync<Holder>(line.Split(' '));
        first.Release.SetResult();
        await holding;

        Assert.Equal(exitCode, run.ExitCode);
    }

    [Fact]
    public async Task A_run_that_was_killed_leaves_no_lock_behind()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs flock(1)");
        _project.Write(".nuke/temp/lock.pid", "4711");
        using var kill = new CancellationTokenSource();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var holder = new ProcessRunner(TimeProvider.System).RunAsync(
            new()
            {
                Program = "flock",
                Arguments = [_project.PathOf(".nuke/temp/lock"), "sh", "-c", "echo held; exec sleep 1000"],
                OnOutput = _ => held.TrySetResult(),
            },
            kill.Token);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        var refused = await _project.RunAsync<Holder>("Quick");
        await kill.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => holder);
        var taken = await _project.RunAsync<Holder>("Quick");

        Assert.Contains("process 4711\n", refused.Error, StringComparison.Ordinal);
        Assert.Equal((4, 0), (refused.ExitCode, taken.ExitCode));
    }

    [Fact]
    public async Task A_target_may_delete_the_temp_folder()
    {
        var run = await _project.RunAsync<Holder>("Clean");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    private sealed class Reader : SlipwayBuild
    {
        public string Read { get; private set; } = "";

        string Stack => Once(() => File.ReadAllText(Path.Combine(RootFolder, "stack")));

        Target ReadIt => _ => _.Alias("Read").OnlyWhen(() => Stack.Length > 0).Executes(() => Read = Stack);
    }

    private sealed class Holder : SlipwayBuild
    {
        public TaskCompletionSource Holds { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        Target Hold => _ => _.Executes(async run =>
        {
            Holds.SetResult();
            await Release.Task.WaitAsync(TimeSpan.FromSeconds(10), run.CancellationToken);
        });

        Target Look => _ => _.RunsBesideOthers().Executes(run => run.Log("seen"));

        Target Quick => _ => _.Executes(() => { });

        Target Clean => _ => _.Executes(run =>
        {
            run.Log("deleting");
            Directory.Delete(TempFolder, recursive: true);
        });
    }
}
