using System.Net;
using System.Net.Sockets;
using Slipway.Containers.Engine;

namespace EndToEnd;

public sealed class FailingServices(Machine machine)
{
    [Fact]
    public async Task A_service_that_never_becomes_healthy_is_shown_with_its_last_check_and_its_last_lines()
    {
        await using var project = machine.NewProject("unhealthy");
        project.WriteSmallStack(healthCheck: "echo no answer on 8080; exit 7", command: "echo loading the model; echo the model is broken; exec sleep 3600");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(
            """
            error SW0513: service 'web' is unhealthy
              last check: exit code 7, "no answer on 8080" (attempt #)
              last state: running, unhealthy, 0 restarts, looked at for # s
              last lines: loading the model
                the model is broken
              try: docker logs STACK-web-1
              log: .nuke/temp/logs/HealthGate.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync("web:test");
    }

    [Fact]
    public async Task A_service_that_ends_is_told_by_its_exit_code()
    {
        await using var project = machine.NewProject("ended");
        project.WriteSmallStack(command: "echo cannot read its settings; exit 9");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0514: service 'web' has ended with exit code 9\n", run.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  last lines: cannot read its settings\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync("web:test");
    }

    [Fact]
    public async Task A_service_that_is_too_slow_is_told_the_time_it_had()
    {
        await using var project = machine.NewProject("slow");
        project.WriteSmallStack(healthCheck: "exit 1", serviceEnd: "    environment: { WHO: slow }", retries: 1000);

        var run = (await project.RunUnscannedAsync("Deploy", "--health-timeout", "3s")).FailsWith(1);

        Assert.StartsWith("error SW0512: service 'web' was not healthy within # s\n", run.Problem, StringComparison.Ordinal);
        Assert.EndsWith("\n  try: docker logs STACK-web-1; give it more time if it is only slow\n  log: .nuke/temp/logs/HealthGate.log", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync("web:test");
    }

    [Fact]
    public async Task A_dependency_that_fails_is_told_of_and_not_what_waits_for_it()
    {
        await using var project = machine.NewProject("dependency");
        project.WriteSmallStack(serviceEnd: $$"""
                depends_on: { db: { condition: service_healthy } }
              db:
                image: {{Machine.Base}}
                init: true
                command: ["sh", "-c", "echo the disk is full; exec sleep 3600"]
                healthcheck: { test: ["CMD-SHELL", "exit 4"], interval: 1s, retries: 2 }
            """);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(
            """
            error SW0513: service 'db' is unhealthy
              last check: exit code 4, no output (attempt #)
              last state: running, unhealthy, 0 restarts, looked at for # s
              needed by:  web
              last lines: the disk is full
              try: docker logs STACK-db-1
              log: .nuke/temp/logs/ComposeUp.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync("web:test");
    }

    [Fact]
    public async Task KeepFailed_leaves_the_containers_for_a_look_inside()
    {
        await using var project = machine.NewProject("kept");
        project.WriteSmallStack(healthCheck: "exit 7");

        (await project.RunUnscannedAsync("Deploy", "--keep-failed")).FailsWith(1);

        Assert.Equal(HealthStatus.Unhealthy, Assert.Single(await project.ContainersAsync()).Health);
        project.LeavesNoLock();
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_the_process_that_has_it()
    {
        await using var project = machine.NewProject("port");
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        project.WriteSmallStack(serviceEnd: $"    ports: [\"{port}:80\"]");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        var name = (await File.ReadAllTextAsync("/proc/self/comm", TestContext.Current.CancellationToken)).Trim();
        Assert.Equal(
            $"""
            error SW0801: port {port} of service 'web' is taken by {name} (process {Environment.ProcessId})
              stacks/STACK/compose.yaml:7:13
              try: stop what holds it, or publish on another port
              log: .nuke/temp/logs/Doctor.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_port_of_another_stack_is_told_with_its_container()
    {
        await using var other = machine.NewProject("holder");
        other.WriteSmallStack(serviceEnd: "    ports: [\"127.0.0.1::80\"]");
        (await other.RunUnscannedAsync("Deploy")).Succeeds();
        var port = Assert.Single(await other.ContainersAsync()).Ports.First(p => p.Public > 0).Public;
        await using var project = machine.NewProject("wants");
        project.WriteSmallStack(serviceEnd: $"    ports: [\"127.0.0.1:{port}:80\"]");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith($"error SW0801: port {port} of service 'web' is taken by container '{other.StackName}-web-1'\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }
}
