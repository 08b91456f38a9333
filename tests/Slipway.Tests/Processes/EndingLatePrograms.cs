using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Processes;

public sealed class EndingLatePrograms : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TestProject _project = new();
    private readonly FakeClock _clock = new();

    public EndingLatePrograms() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task A_program_that_runs_too_long_is_ended_and_its_last_line_is_told()
    {
        var (running, line) = Start("echo one; echo; printf '10 %%\\r20 %%\\n'; echo ' '; echo end; exec sleep 1000", new() { Program = "sh", Timeout = TimeSpan.FromMinutes(15) });
        await line("end");

        _clock.Advance(TimeSpan.FromMinutes(15));
        var late = await Assert.ThrowsAsync<ProcessTimeoutException>(() => EndAsync(running));

        Assert.Equal((false, "end"), (late.WasIdle, late.LastLine));
        Assert.EndsWith("' was ended after 15 min 00 s, its time limit; its last line: end", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_silent_for_too_long_is_ended_and_each_line_gives_it_more_time()
    {
        var go = _project.PathOf("go");
        var (running, line) = Start($"echo one; until test -e {go}; do sleep 0.01; done; echo two >&2; exec sleep 1000", new() { Program = "sh", IdleTimeout = TimeSpan.FromSeconds(60) });

        await line("one");
        _clock.Advance(TimeSpan.FromSeconds(59));
        _project.Write("go", "");
        await line("two");
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(running.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(1));
        var late = await Assert.ThrowsAsync<ProcessTimeoutException>(() => EndAsync(running));

        Assert.Equal((true, "two"), (late.WasIdle, late.LastLine));
        Assert.EndsWith("' was ended after it wrote nothing for 1 min 00 s; its last line: two", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_never_wrote_anything_is_said_to_have_written_nothing()
    {
        var runner = new ProcessRunner(TimeProvider.System);

        var late = await Assert.ThrowsAsync<ProcessTimeoutException>(() => runner.RunAsync(new() { Program = "sleep", Arguments = ["1000"], IdleTimeout = TimeSpan.FromMilliseconds(50) }, Test));

        Assert.Equal("'sleep 1000' was ended after it wrote nothing for 0.05 s; it wrote nothing at all", late.Message);
    }

    [Theory]
    [InlineData("Slow", "error SW0141: 'tool build' in 'Slow' ran for 1 min 30 s, its time limit, and was ended\n  command: /usr/bin/tool build --all\n  its last line: step 7\n  try: find out what it waits for, or give it more time: Timeout\n")]
    [InlineData("Silent", "error SW0142: 'tool' in 'Silent' wrote nothing for 1 min 00 s and was ended\n  command: tool -x\n  it wrote nothing at all\n  try: find out what it waits for, or let it be silent for longer: IdleTimeout\n")]
    public async Task A_target_whose_program_is_late_says_which_and_what_it_wrote_last(string target, string expected)
    {
        var run = await _project.RunAsync<Late>(target);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(expected, run.Out, StringComparison.Ordinal);
    }

    private (Task<ProcessResult> Running, Func<string, Task> Line) Start(string script, ProcessInvocation invocation)
    {
        var lines = new System.Collections.Concurrent.ConcurrentDictionary<string, TaskCompletionSource>(StringComparer.Ordinal);
        var running = new ProcessRunner(_clock).RunAsync(invocation with { Arguments = ["-c", script], OnOutput = line => Source(line.Text).TrySetResult() }, Test);
        return (running, text => Source(text).Task.WaitAsync(Deadline, Test));

        TaskCompletionSource Source(string text) => lines.GetOrAdd(text, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    // The runner looks again and again whether the tree has ended, by the same clock.
    private async Task EndAsync(Task running)
    {
        while (!running.IsCompleted)
        {
            await Task.WhenAny(running, _clock.WaitForTimersAsync(1, Test)).WaitAsync(Deadline, Test);
            _clock.Advance(TimeSpan.FromMilliseconds(20));
        }

        await running;
    }

    private sealed class Late : SlipwayBuild
    {
        Target Slow => _ => _.Executes(() => throw new ProcessTimeoutException(
            new() { Program = "/usr/bin/tool", Arguments = ["build", "--all"], Timeout = TimeSpan.FromSeconds(90) }, wasIdle: false, "\e[1mstep 7\e[0m"));

        Target Silent => _ => _.Executes(() => throw new ProcessTimeoutException(
            new() { Program = "tool", Arguments = ["-x"], IdleTimeout = TimeSpan.FromSeconds(60) }, wasIdle: true, lastLine: null));
    }
}
