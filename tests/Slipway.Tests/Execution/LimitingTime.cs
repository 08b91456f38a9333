using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Execution;

public sealed class LimitingTime : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly TestProject _project = new();

    public LimitingTime() => _project.Time = _clock;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_target_that_takes_too_long_fails_and_says_what_it_waited_for()
    {
        var processes = new FakeProcessRunner().Answer("compose", [], FakeAnswer.Success("one", "two", "three", "four", "five") with { Does = (_, token) => Task.Delay(Timeout.Infinite, token) });
        _project.Processes = processes;
        var build = new Slow();

        var running = _project.RunAsync(build, "Migrate");
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(90));
        var run = await running;

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            """

            error SW0124: 'Migrate' did not end within 1 min 30 s, its time limit
              it waited for: compose up -d, for 1 min 30 s
              last output:
                two
                three
                four
                five
                still waiting
              try: see why it takes so long, or give it more: Timeout(…)

            """,
            run.Out,
            StringComparison.Ordinal);
        Assert.Contains("\nMigrate FAILED 1 min 30 s 'Migrate' did not end within 1 min 30 s, its time limit\n", run.Out.Squeezed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_a_per_item_target_has_the_limit_for_itself()
    {
        var build = new Slow();

        var running = _project.RunAsync(build, "Each");
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        var run = await running;

        Assert.Contains("error SW0124: 'Each:b' did not end within 5.0 s, its time limit\n", run.Out, StringComparison.Ordinal);
        Assert.EndsWith(": 1 done, 1 failed\n", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ignores")]
    [InlineData("Blocks")]
    public async Task A_body_that_does_not_stop_is_left_behind_and_not_tried_again(string target)
    {
        var build = new Slow();

        var running = _project.RunAsync(build, target);
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(running.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(4));
        var run = await running;
        build.Release.Set();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"""

            error SW0124: '{target}' did not end within 5.0 s, its time limit
              it was asked to stop, and did not within 4.0 s: it is left behind
              try: see why it takes so long, or give it more: Timeout(…)

            """,
            run.Out,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_limit_counts_for_each_attempt()
    {
        var build = new Slow();

        var running = _project.RunAsync(build, "Twice");
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        // The first attempt may still have timers of its own.
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var run = await running;

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("warn  Twice  attempt 1 of 2 failed: 'Twice' did not end within 5.0 s, its time limit; again in 1.0 s\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("  Twice   done               6.0 s  always runs, attempt 2 of 2\n", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_may_still_clean_up_when_its_time_is_up()
    {
        var processes = new FakeProcessRunner()
            .Answer("compose", ["up"], new FakeAnswer { Does = (_, token) => Task.Delay(Timeout.Infinite, token) })
            .Answer("compose", ["down"], FakeAnswer.Success("removed"));
        _project.Processes = processes;
        var build = new Slow();

        var running = _project.RunAsync(build, "CleansUp");
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        var run = await running;

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["compose up", "compose down"], processes.Commands);
        Assert.Equal("removed\n", build.CleanedUp);
    }

    [Fact]
    public async Task Real_programs_are_ended_with_all_that_they_started()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a shell.");
        _project.Processes = new ProcessRunner(TimeProvider.System);
        var build = new Slow { MarkerFile = _project.PathOf("child") };

        var running = _project.RunAsync(build, "Real");
        await build.Started.Task;
        _clock.Advance(TimeSpan.FromSeconds(5));
        var run = await running;

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("error SW0124: 'Real' did not end within 5.0 s, its time limit\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("    started the child\n", run.Out, StringComparison.Ordinal);
        var child = (await File.ReadAllTextAsync(build.MarkerFile, TestContext.Current.CancellationToken)).Trim();
        Assert.False(Directory.Exists($"/proc/{child}") && !(await File.ReadAllTextAsync($"/proc/{child}/stat", TestContext.Current.CancellationToken)).Contains(") Z ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_time_at_all_is_refused()
    {
        var run = await _project.RunAsync<Timeless>("--list");

        Assert.Equal(
            """
            error SW0123: target 'Quick' has a time limit of 0 s
              try: Timeout(TimeSpan.FromMinutes(5)), or leave it out

            """,
            run.Error);
        Assert.Equal(2, run.ExitCode);
    }

    private sealed class Slow : SlipwayBuild
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Release { get; } = new();

        public string CleanedUp { get; private set; } = "";

        public string MarkerFile { get; init; } = "";

        Target Migrate => _ => _.Timeout(TimeSpan.FromSeconds(90)).Executes(async run =>
        {
#pragma warning disable xUnit1051, CA2016 // The time limit ends it all the same.
            var program = run.Processes.RunAsync(new ProcessInvocation { Program = "compose", Arguments = ["up", "-d"] });
#pragma warning restore xUnit1051, CA2016
            run.Log("still waiting");
            Started.SetResult();
            await program;
        });

        Target<string, int> Each => _ => _.ForEach(() => ["a", "b"]).Timeout(TimeSpan.FromSeconds(5)).Executes(async (item, run) =>
        {
            if (item == "a")
                return 1;
            Started.SetResult();
            await Task.Delay(System.Threading.Timeout.Infinite, run.CancellationToken);
            return 2;
        });

        Target Ignores => _ => _.Retry(3).Timeout(TimeSpan.FromSeconds(5)).Executes(async run =>
        {
            Started.SetResult();
#pragma warning disable xUnit1051, CA2016 // It ignores the request to stop.
            await Task.Run(() => Release.Wait());
#pragma warning restore xUnit1051, CA2016
            run.Log("never seen");
        });

        Target Blocks => _ => _.Retry(3).Timeout(TimeSpan.FromSeconds(5)).Executes(() =>
        {
            Started.SetResult();
#pragma warning disable xUnit1051
            Release.Wait();
#pragma warning restore xUnit1051
        });

        Target Twice => _ => _.Retry(2).Timeout(TimeSpan.FromSeconds(5)).Executes(async run =>
        {
            if (run.Attempt == 2)
                return;
            Started.SetResult();
            await Task.Delay(System.Threading.Timeout.Infinite, run.CancellationToken);
        });

        Target CleansUp => _ => _.Timeout(TimeSpan.FromSeconds(5)).Executes(async run =>
        {
            try
            {
                var up = run.Processes.RunAsync(new ProcessInvocation { Program = "compose", Arguments = ["up"] }, run.CancellationToken);
                Started.SetResult();
                await up;
            }
            finally
            {
                var down = await run.Processes.RunAsync(new ProcessInvocation { Program = "compose", Arguments = ["down"] }, CancellationToken.None);
                CleanedUp = down.StandardOutput;
            }
        });

        Target Real => _ => _.Timeout(TimeSpan.FromSeconds(5)).Executes(run => run.Processes.RunAsync(
            new ProcessInvocation
            {
                Program = "sh",
                Arguments = ["-c", $"sleep 60 & echo $! > '{MarkerFile}'; echo started the child; wait"],
                OnOutput = _ => Started.SetResult(),
            },
            run.CancellationToken));
    }

    private sealed class Timeless : SlipwayBuild
    {
        Target Quick => _ => _.Timeout(TimeSpan.Zero);
    }
}
