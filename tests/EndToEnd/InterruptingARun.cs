using System.Globalization;
using System.Security.Cryptography;

namespace EndToEnd;

public sealed class InterruptingARun(Machine machine)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_in_mid_build_ends_everything_and_leaves_nothing(string signal, int exitCode)
    {
        await using var project = machine.NewProject("signal");
        var step = WriteEndlessBuild(project);
        var running = project.Start("BuildImages");
        await Processes.UntilAsync(() => Processes.Named(step).Count > 0, "the step to run");

        var started = TimeProvider.System.GetTimestamp();
        await running.SignalAsync(signal);
        var run = (await running.Completion).FailsWith(exitCode);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < Promised, run.ToString());
        Assert.StartsWith("interrupted", run.Summary["BuildImages:web"], StringComparison.Ordinal);
        Assert.Contains("\nStopped in # ", run.Output, StringComparison.Ordinal);
        await Processes.UntilAsync(() => Processes.Named(step).Count == 0, "the step to end", Promised);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_run_right_after_it_succeeds()
    {
        await using var project = machine.NewProject("after");
        var step = WriteEndlessBuild(project);
        var running = project.Start("BuildImages");
        await Processes.UntilAsync(() => Processes.Named(step).Count > 0, "the step to run");
        await running.SignalAsync("INT");
        (await running.Completion).FailsWith(130);
        project.WriteSmallStack();

        var run = (await project.RunAsync("BuildImages")).Succeeds();

        Assert.StartsWith("done: built", run.Summary["BuildImages:web"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_in_a_first_deployment_takes_its_containers_away()
    {
        await using var project = machine.NewProject("gate");
        project.WriteSmallStack(healthCheck: "exit 1", retries: 1000);
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync("start HealthGate");

        await running.SignalAsync("INT");
        var run = (await running.Completion).FailsWith(130);

        Assert.StartsWith("interrupted", run.Summary["HealthGate"], StringComparison.Ordinal);
        await project.LeavesOnlyAsync("web:test");
    }

    // The seconds make the step's process one that nothing else on the machine looks like.
    private static string WriteEndlessBuild(Project project)
    {
        var step = RandomNumberGenerator.GetInt32(1_000_000_000, int.MaxValue).ToString(CultureInfo.InvariantCulture);
        project.WriteSmallStack(dockerfileEnd: $"RUN sleep {step}\nUSER 1000");
        return step;
    }
}
