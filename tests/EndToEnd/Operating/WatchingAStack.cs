using System.Text.Json;

namespace EndToEnd.Operating;

public sealed class WatchingAStack(Machine machine)
{
    [Fact]
    public async Task What_goes_wrong_is_told_as_it_happens_and_decides_the_exit_code()
    {
        await using var project = machine.NewProject("watch");
        project.WriteCompose($$"""
            services:
              calm: { image: {{Machine.Base}}, init: true, command: [sleep, "3600"] }
            """);
        (await project.RunAsync("Start")).Succeeds();
        var calm = (await project.RunAsync("Watchdog", "--for", "2s")).Succeeds();
        project.WriteCompose($$"""
            services:
              calm: { image: {{Machine.Base}}, init: true, command: [sleep, "3600"] }
              loop: { image: {{Machine.Base}}, restart: always, command: [sh, -c, "sleep 0.1; exit 3"] }
              ill:
                image: {{Machine.Base}}
                init: true
                command: [sleep, "3600"]
                healthcheck: { test: ["CMD", "false"], interval: 1s, retries: 1 }
              full:
                image: {{Machine.Base}}
                init: true
                mem_limit: 32m
                shm_size: 64m
                command: [sh, -c, "dd if=/dev/zero of=/dev/shm/x bs=1M count=30; exec sleep 3600"]
              busy: { image: {{Machine.Base}}, init: true, cpus: 0.02, command: [sh, -c, "while :; do :; done"] }
            """);
        await project.RunAsync("Start", "--health-timeout", "4s", "--keep-failed", "--no-rollback");
        var loop = (await project.ContainersAsync()).Single(container => container.Name.Contains("loop", StringComparison.Ordinal));
        await machine.Engine.StopContainerAsync(loop.Id, TimeSpan.Zero, TestContext.Current.CancellationToken);
        var watching = project.Start("Watchdog", "--for", "20s", "--cpu-period", "3s", "--cpu-alert", "50", "--output", "json");
        await watching.SaysAsync($"watching '{project.StackName}'");
        await machine.Engine.StartContainerAsync(loop.Id, TestContext.Current.CancellationToken);
        var run = (await watching.Completion).FailsWith(1);

        Assert.Equal("done: nothing was wrong", calm.Summary["Watchdog"]);
        var alerts = run.Output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)
            .Select(alert => $"{alert.GetProperty("service").GetString()} {alert.GetProperty("kind").GetString()}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        Assert.Equal(["busy cpu", "full memory", "ill unhealthy", "loop exited", "loop restart-loop"], alerts);
        Assert.Contains("error SW0961: the watchdog of 'STACK' has seen ", run.Error, StringComparison.Ordinal);
    }
}
