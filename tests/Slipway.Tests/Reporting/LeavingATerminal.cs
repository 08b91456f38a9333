using System.Globalization;
using Slipway.Processes;
using Slipway.Testing;
using Slipway.Tests.Hosting;
using Slipway.Tests.Reporting.Terminals;

namespace Slipway.Tests.Reporting;

/// <summary>With a build that is a program of its own, on a real terminal.</summary>
public sealed class LeavingATerminal : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly TestProject _project = new();
    private PseudoTerminal? _terminal;

    public LeavingATerminal() => Assert.SkipUnless(OperatingSystem.IsLinux(), "opens a pseudo-terminal of Linux");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _terminal?.Dispose();
        _project.Dispose();
    }

    [Theory]
    [InlineData("INT", 130, "\n\nStopped in ")]
    [InlineData("TERM", 143, "\n\nStopped in ")]
    [InlineData("KILL", 137, "1 running, 0 waiting\n$ ls")]
    public async Task The_cursor_is_shown_and_stands_on_a_line_of_its_own(string signal, int exitCode, string expected)
    {
        var terminal = _terminal = new PseudoTerminal(70, 12);
        var id = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new ProcessRunner(TimeProvider.System).RunAsync(
            new ProcessInvocation
            {
                // Who starts tests in the background makes them ignore Ctrl-C, which the build would inherit.
                Program = "sh",
                Arguments = ["-c", $"echo $$; exec env --default-signal dotnet \"$@\" > {terminal.Device}", "sh", BuildProcess.Program, "Hang"],
                WorkingFolder = _project.Folder,
                Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLIPWAY_ROOT"] = _project.Folder, ["TERM"] = "xterm", ["CI"] = null, ["GITHUB_ACTIONS"] = null },
                Timeout = Deadline,
                OnOutput = line => id.TrySetResult(line.Text),
            },
            Test);

        // The program that it started says so when it has left its id behind.
        await terminal.WaitForAsync(screen => screen.Contains("1 running, 0 waiting", StringComparison.Ordinal) && screen.Contains("hangs", StringComparison.Ordinal));
        await new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation { Program = "kill", Arguments = ["-s", signal, await id.Task.WaitAsync(Deadline, Test)] }, Test);
        var result = await running;
        await terminal.Writer.WriteAsync("$ ls");
        var screen = await terminal.WaitForAsync(text => text.EndsWith("$ ls", StringComparison.Ordinal));

        Assert.Equal((exitCode, ""), (result.ExitCode, result.StandardError));
        Assert.Contains(expected, screen, StringComparison.Ordinal);
        Assert.StartsWith("start Hang  always runs\n", screen, StringComparison.Ordinal);
        Assert.True(terminal.IsCursorShown);
        EndLeftovers();
    }

    // What a killed build started lives on.
    private void EndLeftovers()
    {
        foreach (var id in _project.Read("out/pids").Split(' ', StringSplitOptions.TrimEntries))
        {
            try
            {
                using var process = System.Diagnostics.Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended.
            }
        }
    }
}
