using EndToEnd.Engines;
using Slipway.Containers.Composing;

namespace EndToEnd.Deploying;

/// <summary>The engine ends, or answers no more, in the midst of a deployment.</summary>
[Trait("Category", "Deep")]
public sealed class LosingTheEngine(Machine machine)
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    // The client's patience with one answer: a gate that is bounded by it alone takes longer.
    private static readonly TimeSpan LongestQuestion = TimeSpan.FromMinutes(2);

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_is_restarted_is_told_of_and_the_next_deployment_goes_on_with_what_is_there()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings());
        await using var project = NewProject("restarted", engine);
        WriteStack(project, isHealthy: true);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var data = await VolumeAsync(engine, project);
        var running = await WaitingAsync(project);

        await engine.StopAsync();
        var run = await running.Completion;
        await engine.StartAsync();
        WriteStack(project, isHealthy: true);
        var next = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        // Its containers end, then its events, then its socket goes: what the gate sees first is chance.
        Assert.Contains((run.ExitCode, run.Problem.Split(':')[0]), new[] { (1, "error SW0403"), (1, "error SW0514"), (3, "error SW0401") });
        Assert.Equal("done: 1 of 1 services are ready", next.Summary["HealthGate"]);
        Assert.Equal(data, await VolumeAsync(engine, project));
        project.LeavesNoLock();
    }

    [Fact]
    public async Task One_that_is_frozen_ends_a_deployment_in_time_and_it_succeeds_when_that_is_over()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings());
        await using var project = NewProject("frozen", engine);
        var running = await WaitingAsync(project, "--health-timeout", "15s");

        var run = (await WhileFrozenAsync(engine, () => running.Completion)).FailsWith(1);
        WriteStack(project, isHealthy: true);
        var next = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        Assert.StartsWith("error SW0405: the Docker engine said nothing for ", run.Problem, StringComparison.Ordinal);
        Assert.Contains("  last state: web: running, starting, 0 restarts\n", run.Problem, StringComparison.Ordinal);
        Assert.True(run.Duration < LongestQuestion, $"it took {run.Duration.TotalSeconds:0} s: {run.Raw}");
        Assert.Equal("done: 1 of 1 services are ready", next.Summary["HealthGate"]);
        project.LeavesNoLock();
    }

    [Fact]
    public async Task Ctrl_C_while_it_is_frozen_keeps_its_promise_and_the_next_deployment_removes_what_is_left()
    {
        await using var engine = await OwnEngine.StartAsync(machine, new EngineSettings());
        await using var project = NewProject("ctrl-c", engine);
        var running = await WaitingAsync(project);

        var took = TimeSpan.Zero;
        var run = await WhileFrozenAsync(engine, async () =>
        {
            var asked = TimeProvider.System.GetTimestamp();
            await running.SignalAsync("INT");
            var ended = (await running.Completion).FailsWith(130);
            took = TimeProvider.System.GetElapsedTime(asked);
            return ended;
        });
        WriteStack(project, isHealthy: true);
        var plan = (await project.RunAsync("ComposeUp", "--plan")).Succeeds();
        var next = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        Assert.True(took < Promised, $"it took {took.TotalSeconds:0.0} s: {run.Raw}");
        Assert.Contains(
            "HealthGate  left, as the engine took too long: what project 'STACK' has on the engine; ./build.sh Clean --stack STACK --volumes removes it, and so does the next deployment\n",
            run.Output,
            StringComparison.Ordinal);
        Assert.Contains("what a deployment that was stopped has left is removed first", plan.Output, StringComparison.Ordinal);
        Assert.Contains("removed what a deployment that was stopped had left: container STACK-web-1, volume STACK_data\n", next.Output, StringComparison.Ordinal);
        Assert.Equal("done: 1 of 1 services are ready", next.Summary["HealthGate"]);
        project.LeavesNoLock();
    }

    /// <summary>A deployment whose gate waits for a service that does not become healthy.</summary>
    private static async Task<RunningBuild> WaitingAsync(Project project, params string[] options)
    {
        WriteStack(project, isHealthy: false);
        var running = project.Start(["Deploy", "--skip", "ScanImages,PrepareTrivy", .. options]);
        await running.SaysAsync("web: running, starting");
        return running;
    }

    private static async Task<Run> WhileFrozenAsync(OwnEngine engine, Func<Task<Run>> run)
    {
        await engine.FreezeAsync();
        try
        {
            return await run();
        }
        finally
        {
            await engine.ThawAsync();
        }
    }

    private static async Task<string> VolumeAsync(OwnEngine engine, Project project) =>
        Assert.Single(await engine.Client.ListVolumesAsync([$"{ComposeLabels.Project}={project.StackName}"], Test)).Name;

    private Project NewProject(string name, OwnEngine engine)
    {
        var project = machine.NewProject(name);
        project.Environment["DOCKER_HOST"] = engine.Address;
        return project;
    }

    // A network of the engine's own would want rules of the kernel's filter that this engine must not touch.
    private static void WriteStack(Project project, bool isHealthy) => project.WriteSmallStack(
        healthCheck: isHealthy ? "test -f /tmp/ready" : "exit 1",
        serviceEnd: "    network_mode: none\n    volumes: [\"data:/data\"]\nvolumes: { data: {} }",
        retries: 1000);
}
