
namespace EndToEnd.Deploying;

public sealed class FaultyServices(Machine machine)
{
    [Theory]
    [InlineData("exit-0", "echo nothing to do; exit 0", "", "error SW0514: service 'web' has ended with exit code 0")]
    [InlineData("exit-1", "echo no settings; exit 1", "", "error SW0514: service 'web' has ended with exit code 1")]
    [InlineData("loop", "echo cannot reach db; exit 1", "    restart: always", "error SW0515: service 'web' starts again and again")]
    [InlineData("oom", "x=a; while true; do x=$$x$$x$$x$$x; done", "    mem_limit: 16m\n    memswap_limit: 16m", "error SW0433: service 'web' was killed for memory; its limit is 16 MiB")]
    public async Task What_cannot_recover_ends_the_waiting_at_once(string name, string command, string serviceEnd, string problem)
    {
        await using var project = machine.NewProject(name);
        // A check that would take minutes to decide.
        WriteService(project, "exit 1", command, $"{serviceEnd}", "interval: 60s, retries: 5");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith(problem + "\n", run.Problem, StringComparison.Ordinal);
        Assert.True(run.Duration < TimeSpan.FromSeconds(60), run.ToString());
        await project.LeavesOnlyAsync();
    }

    [Theory]
    [InlineData("no-program", "[\"CMD\", \"curl\", \"-f\", \"http://localhost\"]", "interval: 1s, retries: 50", "error SW0434: the health check of service 'web' wants a program that its image does not have")]
    [InlineData("no-program-shell", "[\"CMD-SHELL\", \"curl -f http://localhost\"]", "interval: 1s, retries: 50, start_period: 60s", "error SW0434: the health check of service 'web' wants a program that its image does not have")]
    [InlineData("hangs", "[\"CMD-SHELL\", \"sleep 60\"]", "interval: 1s, timeout: 1s, retries: 2", "error SW0513: service 'web' is unhealthy")]
    [InlineData("start-period", "[\"CMD-SHELL\", \"echo not yet; exit 1\"]", "interval: 1s, timeout: 1s, retries: 1, start_period: 3s", "error SW0513: service 'web' is unhealthy")]
    public async Task A_health_check_that_cannot_pass_is_told_by_its_own_fault(string name, string test, string times, string problem)
    {
        await using var project = machine.NewProject(name);
        project.WriteCompose($$"""
            services:
              web:
                image: {{Machine.Base}}
                init: true
                command: ["sleep", "3600"]
                healthcheck: { test: {{test}}, {{times}} }
            """);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith(problem + "\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_service_that_flaps_is_not_taken_for_healthy()
    {
        await using var project = machine.NewProject("flaps");
        // Every other check fails.
        WriteService(project, "if test -e /tmp/even; then rm /tmp/even; else touch /tmp/even; exit 1; fi", "exec sleep 3600", "", "interval: 1s, retries: 1, start_period: 2s", "x-slipway: { stable: 6s }");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0435: service 'web' is healthy and unhealthy by turns\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_container_that_is_paused_while_it_is_waited_for_is_told_with_the_remedy()
    {
        await using var project = machine.NewProject("paused");
        WriteService(project, "exit 1", "exec sleep 3600", "", "interval: 1s, retries: 1000");
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync("start HealthGate");

        await PauseAsync($"{project.StackName}-web-1");

        var run = (await running.Completion).FailsWith(1);
        Assert.StartsWith("error SW0516: service 'web' is paused\n", run.Problem, StringComparison.Ordinal);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task A_container_that_is_removed_while_it_is_waited_for_is_told_as_such()
    {
        await using var project = machine.NewProject("removed");
        WriteService(project, "exit 1", "exec sleep 3600", "", "interval: 1s, retries: 1000");
        var running = project.Start("Deploy", "--skip", "ScanImages,PrepareTrivy");
        await running.SaysAsync("web: running, starting");

        await machine.Engine.RemoveContainerAsync($"{project.StackName}-web-1", force: true, cancellationToken: TestContext.Current.CancellationToken);

        var run = (await running.Completion).FailsWith(1);
        Assert.Matches("^error SW0(437|514|518): ", run.Problem);
        await project.LeavesOnlyAsync();
    }

    [Fact]
    public async Task Probes_of_a_service_are_waited_for()
    {
        await using var project = machine.NewProject("probes");
        project.WriteCompose($$"""
            services:
              web:
                image: {{Machine.Base}}
                init: true
                command: ["sh", "-c", "sleep 3; echo ready to accept; touch /tmp/up; exec sleep 3600"]
                x-slipway:
                  probes:
                    - log: ready to accept
                    - command: ["test", "-f", "/tmp/up"]
                    - running: 1s
              job:
                image: {{Machine.Base}}
                command: ["true"]
                x-slipway: { probes: [{ completed: true }] }
            """);

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        Assert.Equal("done: 2 of 2 services are ready", run.Summary["HealthGate"]);
        Assert.Contains("waits for log line \"ready to accept\"", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_never_passes_is_told_with_its_last_answer()
    {
        await using var project = machine.NewProject("no-probe");
        project.WriteCompose($$"""
            services:
              web:
                image: {{Machine.Base}}
                init: true
                command: ["sleep", "3600"]
                x-slipway: { deadline: 4s, probes: [{ command: "echo the cache is cold; exit 3" }] }
            """);

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(
            """
            error SW0438: service 'web' did not pass its probe within # s
              waits for:  command echo the cache is cold; exit 3; last answer: exit code 3, "the cache is cold"
              last state: running, 0 restarts, looked at for # s
              try: docker logs STACK-web-1; correct the probe, or give it more time, if the service is well
              log: .nuke/temp/logs/HealthGate.log
            """,
            run.Problem);
        await project.LeavesOnlyAsync();
    }

    private static void WriteService(Project project, string check, string command, string serviceEnd, string times, string top = "") => project.WriteCompose($$"""
        {{top}}
        services:
          web:
            image: {{Machine.Base}}
            init: true
            command: ["sh", "-c", {{System.Text.Json.JsonSerializer.Serialize(command)}}]
            healthcheck: { test: ["CMD-SHELL", {{System.Text.Json.JsonSerializer.Serialize(check)}}], {{times}} }
        {{serviceEnd}}
        """);

    private async Task PauseAsync(string container)
    {
        using var http = EngineHttp.Open(machine.Engine.Endpoint);
        using var answer = await http.PostAsync(new Uri($"containers/{container}/pause", UriKind.Relative), content: null, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
