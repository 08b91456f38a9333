using System.Globalization;
using Slipway.Processes;
using Slipway.Testing;

namespace Slipway.Tests.Processes;

public sealed class RunningPrograms : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly TestProject _project = new();
    private readonly ProcessRunner _runner = new(TimeProvider.System);

    public RunningPrograms() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs sh");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task The_exit_code_is_a_result()
    {
        var result = await _runner.RunAsync(Shell("exit 7"), Test);

        Assert.Equal((7, false), (result.ExitCode, result.Succeeded));
    }

    [Fact]
    public async Task Lines_come_in_order_with_the_stream_that_they_came_on()
    {
        var lines = new List<OutputLine>();

        var result = await _runner.RunAsync(Shell("for i in 1 2 3; do echo out $i; done; echo 'ä ✓'; printf 'no end'; echo bad >&2") with { OnOutput = lines.Add }, Test);

        Assert.Equal("out 1\nout 2\nout 3\nä ✓\nno end\n", result.StandardOutput);
        Assert.Equal("bad\n", result.StandardError);
        Assert.Equal(result.Output, lines);
    }

    [Fact]
    public async Task Much_output_on_both_streams_is_read_whole()
    {
        var result = await _runner.RunAsync(Shell("i=0; while [ $i -lt 20000 ]; do echo $i; echo $i >&2; i=$((i+1)); done"), Test);

        var numbers = string.Concat(Enumerable.Range(0, 20000).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i}\n")));
        Assert.Equal(numbers, result.StandardOutput);
        Assert.Equal(numbers, result.StandardError);
    }

    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        var result = await _runner.RunAsync(new() { Program = "printf", Arguments = ["%s\n", "a b", "", "c\"d'e", "$HOME", "*"] }, Test);

        Assert.Equal("a b\n\nc\"d'e\n$HOME\n*\n", result.StandardOutput);
    }

    [Fact]
    public async Task Variables_are_added_and_removed()
    {
        var runner = new ProcessRunner(TimeProvider.System, new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/bin:/bin", ["GONE"] = "1", ["KEPT"] = "2" });

        var result = await runner.RunAsync(
            Shell("echo ${GONE-none} $KEPT $ADDED ${HOME-none}") with { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["GONE"] = null, ["ADDED"] = "3" } },
            Test);

        Assert.Equal("none 2 3 none\n", result.StandardOutput);
    }

    [Fact]
    public async Task Text_is_given_on_standard_input()
    {
        var result = await _runner.RunAsync(new() { Program = "cat", StandardInput = "one\ntwo ä\n" }, Test);

        Assert.Equal("one\ntwo ä\n", result.StandardOutput);
    }

    [Fact]
    public async Task Standard_input_is_empty_unless_given()
    {
        var result = await _runner.RunAsync(new() { Program = "cat" }, Test);

        Assert.Equal((0, ""), (result.ExitCode, result.StandardOutput));
    }

    [Fact]
    public async Task A_program_need_not_read_its_input()
    {
        var result = await _runner.RunAsync(Shell("exit 3") with { StandardInput = new string('x', 1_000_000) }, Test);

        Assert.Equal(3, result.ExitCode);
    }

    [Fact]
    public async Task It_runs_in_the_folder_that_is_given()
    {
        var result = await _runner.RunAsync(Shell("pwd -P") with { WorkingFolder = _project.Folder }, Test);

        Assert.Equal(_project.Folder + "\n", result.StandardOutput);
    }

    [Fact]
    public async Task A_program_that_is_missing_is_named()
    {
        var runner = new ProcessRunner(TimeProvider.System, new Dictionary<string, string>(StringComparer.Ordinal) { ["PATH"] = "/usr/bin:/bin" });

        var missing = await Assert.ThrowsAsync<ProcessStartException>(() => runner.RunAsync(new() { Program = "no-such-tool" }, Test));
        var path = await Assert.ThrowsAsync<ProcessStartException>(() => runner.RunAsync(new() { Program = "/no/such/tool" }, Test));

        Assert.Equal("'no-such-tool' could not be started: it is in none of the 2 folders on PATH", missing.Message);
        Assert.Equal("'/no/such/tool' could not be started: No such file or directory", path.Message);
    }

    [Fact]
    public async Task A_file_of_the_current_folder_is_not_taken_for_a_program_on_the_path()
    {
        var tool = _project.Write("tools/sh", "#!/bin/sh\necho mine\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _project.Write("other/sh", "not executable");

        var result = await _runner.RunAsync(
            Shell("echo theirs") with { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PATH"] = $"{_project.PathOf("other")}:{_project.PathOf("tools")}:/bin" } },
            Test);

        Assert.Equal("mine\n", result.StandardOutput);
    }

    [Fact]
    public async Task A_program_is_asked_to_end_and_may_tidy_up()
    {
        var (pids, stopped) = await RunUntilStoppedAsync(Shell("trap 'echo bye > tidy; exit 0' TERM; echo pid $$; while :; do sleep 0.01; done"), 1);

        Assert.True(stopped);
        Assert.Equal("bye\n", _project.Read("tidy"));
        Assert.All(pids, AssertGone);
    }

    [Fact]
    public async Task A_program_below_a_shell_is_asked_to_end_too()
    {
        var (pids, _) = await RunUntilStoppedAsync(
            Shell("sh -c 'trap \"echo bye > tidy; exit 0\" TERM; echo pid $$; while :; do sleep 0.01; done'; echo after"), 1);

        Assert.Equal("bye\n", _project.Read("tidy"));
        Assert.All(pids, AssertGone);
    }

    [Fact]
    public async Task The_whole_tree_is_killed_when_it_does_not_end()
    {
        const string Stubborn = "trap '' TERM; echo pid $$; ";
        var (pids, _) = await RunUntilStoppedAsync(
            Shell(Stubborn + $"sh -c \"{Stubborn.Replace("$", "\\$", StringComparison.Ordinal)} sleep 1000 & wait; sleep 1000\" & wait; sleep 1000") with { StopTimeout = TimeSpan.FromMilliseconds(100) }, 2);

        Assert.Equal(2, pids.Count);
        Assert.All(pids, AssertGone);
    }

    [Fact]
    public async Task Grandchildren_that_ignore_the_request_are_killed_when_their_parent_has_ended()
    {
        var (pids, _) = await RunUntilStoppedAsync(
            Shell("sh -c \"trap '' TERM; echo pid \\$\\$; while :; do sleep 0.01; done\" & echo pid $$; wait") with { StopTimeout = TimeSpan.FromMilliseconds(100) }, 2);

        Assert.All(pids, AssertGone);
    }

    [Fact]
    public async Task A_grandchild_that_holds_the_output_open_does_not_hold_the_result()
    {
        var lines = new List<string>();

        var result = await _runner.RunAsync(Shell("sleep 5 & echo pid $!; echo done") with { OnOutput = line => lines.Add(line.Text) }, Test).WaitAsync(TimeSpan.FromSeconds(4), Test);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("done", lines[^1]);
        Kill(PidOf(lines[0])!.Value);
    }

    [Fact]
    public async Task What_a_listener_throws_is_thrown_when_the_program_has_ended()
    {
        var failure = await Assert.ThrowsAsync<FormatException>(() => _runner.RunAsync(
            Shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done") with { OnOutput = _ => throw new FormatException("bad line") },
            Test));

        Assert.Equal("bad line", failure.Message);
    }

    [Fact]
    public async Task Nothing_is_started_when_the_stop_comes_first()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.RunAsync(Shell("echo > started") with { WorkingFolder = _project.Folder }, new CancellationToken(canceled: true)));

        Assert.Empty(_project.Files());
    }

    private static ProcessInvocation Shell(string script) => new() { Program = "sh", Arguments = ["-c", script] };

    private static int? PidOf(string line) => line.StartsWith("pid ", StringComparison.Ordinal) ? int.Parse(line[4..], CultureInfo.InvariantCulture) : null;

    private static void Kill(int id)
    {
        using var process = System.Diagnostics.Process.GetProcessById(id);
        process.Kill();
    }

    private static void AssertGone(int id)
    {
        var stat = $"/proc/{id}/stat";
        Assert.True(!File.Exists(stat) || File.ReadAllText(stat).Contains(") Z ", StringComparison.Ordinal), $"process {id} still runs");
    }

    // Stops the program when as many process ids as expected have been printed.
    private async Task<(IReadOnlyList<int> Pids, bool Stopped)> RunUntilStoppedAsync(ProcessInvocation invocation, int expected)
    {
        var pids = new List<int>();
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var stop = new CancellationTokenSource();
        var running = _runner.RunAsync(
            invocation with
            {
                WorkingFolder = _project.Folder,
                OnOutput = line =>
                {
                    if (PidOf(line.Text) is { } id)
                        pids.Add(id);
                    if (pids.Count == expected)
                        ready.TrySetResult();
                },
            },
            stop.Token);
        await ready.Task.WaitAsync(Deadline, Test);
        await stop.CancelAsync();
        var end = await Record.ExceptionAsync(() => running.WaitAsync(Deadline, Test));
        return (pids, end is OperationCanceledException);
    }
}
