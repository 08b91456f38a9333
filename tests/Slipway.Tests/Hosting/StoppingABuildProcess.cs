using System.Globalization;
using Slipway.Testing;

namespace Slipway.Tests.Hosting;

public sealed class StoppingABuildProcess : IDisposable
{
    private readonly TestProject _project = new();

    public StoppingABuildProcess() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs /proc and env(1)");

    public void Dispose() => _project.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 143)]
    public async Task A_signal_ends_the_run_and_all_that_it_started(string signal, int exitCode)
    {
        var build = new BuildProcess(_project, "Hang");
        await build.Hangs;

        await build.SignalAsync(signal);
        var run = await build.Completion;

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains("  Hang    interrupted", run.StandardOutput, StringComparison.Ordinal);
        Assert.DoesNotContain(Started(), IsAlive);
    }

    [Fact]
    public async Task A_second_signal_kills_at_once_what_does_not_stop()
    {
        var build = new BuildProcess(_project, "Stubborn");
        await build.Hangs;

        await build.SignalAsync("INT");
        await build.SignalAsync("INT");
        var run = await build.Completion;

        Assert.Equal(130, run.ExitCode);
        // What was killed is gone as soon as the system gets to it.
        var programs = Started();
        Assert.True(SpinWait.SpinUntil(() => !programs.Exists(IsAlive), TimeSpan.FromSeconds(5)), "they live on");
    }

    [Fact]
    public async Task A_new_run_works_at_once_after_a_run_that_was_killed()
    {
        var build = new BuildProcess(_project, "Hang");
        await build.Hangs;
        var programs = Started();

        await build.KillAsync();
        var run = await BuildProcess.RunAsync(_project, "Prepare");

        Assert.Equal((0, ""), (run.ExitCode, run.StandardError));
        // Nobody is left to end them: that is the test's to do.
        foreach (var program in programs.Where(IsAlive))
            System.Diagnostics.Process.GetProcessById(program).Kill();
    }

    private List<int> Started() => [.. _project.Read("out/pids").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    // A zombie has ended and waits for its parent to notice.
    private static bool IsAlive(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[text.LastIndexOf(')') + 2] != 'Z';
        }
        catch (IOException)
        {
            return false;
        }
    }
}
