namespace EndToEnd.Swarm;

/// <summary>A stack on a swarm of one machine, with an engine of the test's own.</summary>
public sealed class DeployingToASwarm(Machine machine)
{
    private const string Secret = "a-very-secret-token";

    [Fact]
    public async Task An_engine_in_no_swarm_is_told_before_anything_is_built()
    {
        await using var project = machine.NewProject("noswarm");
        project.WriteSmallStack();

        var run = (await project.RunUnscannedAsync("Deploy", "--orchestrator", "swarm")).FailsWith(3);

        Assert.Contains("error SW1070: the engine at ", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Contains(" is in no swarm\n  try: docker swarm init ", run.Error + run.Output, StringComparison.Ordinal);
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task A_deployment_runs_the_image_that_was_verified_and_stopping_leaves_nothing()
    {
        await using var engine = await SwarmEngine.StartAsync(machine);
        await using var project = engine.NewProject(machine, "swarm");
        WriteStack(project);

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var image = (await engine.Client.InspectImageAsync($"{project.StackName}/web:test", TestContext.Current.CancellationToken))!.Id;
        var images = await engine.ImagesAsync(project, "web");
        var left = await engine.LeftAsync(project);
        var stopped = (await project.RunAsync("Stop")).Succeeds();

        Assert.Equal("done: 1 of 1 services are ready", run.Summary["HealthGate"]);
        Assert.Contains("  container_name of 'web': tasks have names of their own\n", run.Output, StringComparison.Ordinal);
        Assert.Equal(image, Assert.Single(images));
        Assert.Equal([$"service {project.StackName}_web", $"network {project.StackName}_default", $"secret {project.StackName}_token_1"], left);
        Assert.Equal("done: 1 service removed", stopped.Summary["Stop"]);
        Assert.Empty(await engine.LeftAsync(project));
        Assert.DoesNotContain(Secret, run.Raw, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task Changes_are_planned_with_their_reasons_and_what_fails_is_taken_back()
    {
        await using var engine = await SwarmEngine.StartAsync(machine);
        await using var project = engine.NewProject(machine, "changes");
        WriteStack(project);
        (await project.RunUnscannedAsync("Deploy")).Succeeds();

        var same = (await project.RunUnscannedAsync("ComposeUp")).Succeeds();
        project.Write("token.txt", Secret + "-2");
        var plan = (await project.RunAsync("ComposeUp", "--plan")).Succeeds();
        var changed = (await project.RunUnscannedAsync("HealthGate")).Succeeds();
        var status = (await project.RunAsync("Status")).Succeeds();
        WriteStack(project, command: "echo no config; exit 3");
        var failed = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);
        var back = (await project.RunAsync("Status")).Succeeds();

        Assert.Equal("done: all run as planned", same.Summary["ComposeUp"]);
        Assert.Contains("web: secret 'token' changed", plan.Output, StringComparison.Ordinal);
        Assert.Equal("done: web: secret 'token' changed", changed.Summary["ComposeUp"]);
        Assert.Contains("  1 of 1 running  ", status.Output, StringComparison.Ordinal);
        Assert.StartsWith("error SW1080: the swarm has paused the update of service 'web', as a task failed\n  task:       STACK_web.1 on ", failed.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  last lines: no config\n", failed.Problem, StringComparison.Ordinal);
        // A secret alone makes no other release: its values are kept nowhere.
        Assert.Contains("\nerror SW0445: release 1 of ", failed.Problem, StringComparison.Ordinal);
        Assert.Contains("was put back: 1 of 1 services are ready", failed.Problem, StringComparison.Ordinal);
        Assert.Equal("done: 1 of 1 services run", back.Summary["Status"]);
        // The stack that fails has the first value again, whose version is gone: it is the third.
        Assert.Equal([$"service {project.StackName}_web", $"network {project.StackName}_default", $"secret {project.StackName}_token_3"], await engine.LeftAsync(project));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(project.Folder, ".nuke"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain(Secret, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task A_first_deployment_that_no_machine_starts_says_why_and_is_removed()
    {
        await using var engine = await SwarmEngine.StartAsync(machine);
        await using var project = engine.NewProject(machine, "rejected");
        WriteStack(project, service: "    volumes: [{ type: bind, source: /nowhere/at/all, target: /x }]");

        (await project.RunAsync("BuildImages")).Succeeds();
        var run = (await project.RunUnscannedAsync("HealthGate")).FailsWith(1);

        Assert.StartsWith("error SW1079: the swarm cannot start service 'web'\n  task:       STACK_web.1 on ", run.Problem, StringComparison.Ordinal);
        Assert.Contains(", rejected: invalid mount config for type \"bind\": bind source path does not exist: /nowhere/at/all\n", run.Problem, StringComparison.Ordinal);
        // What the machine has of the network goes a moment after the tasks that it still turns down.
        Assert.DoesNotContain(await engine.LeftAsync(project), left => !left.StartsWith("network ", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Category", "Deep")]
    public async Task A_migration_is_a_job_that_comes_first_and_one_that_fails_leaves_what_ran()
    {
        await using var engine = await SwarmEngine.StartAsync(machine);
        await using var project = engine.NewProject(machine, "migrates");
        WriteStack(project, migration: "echo three migrations applied");
        var first = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteStack(project, migration: "echo table exists; exit 9");

        var second = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);
        var rolled = (await project.RunAsync("Rollback", "--to", "1")).Succeeds();

        Assert.Equal("done: three migrations applied", first.Summary["Migrate"]);
        Assert.StartsWith("error SW1078: service 'migrate' has ended with exit code 9\n", second.Problem, StringComparison.Ordinal);
        Assert.Contains("\n  last lines: table exists\n", second.Problem, StringComparison.Ordinal);
        Assert.Equal("done: 1 of 1 services are ready, release 1", rolled.Summary["Rollback"]);
        Assert.DoesNotContain(await engine.LeftAsync(project), left => left.Contains("_migrate", StringComparison.Ordinal));
    }

    private static void WriteStack(Project project, string command = "touch /tmp/ready; exec sleep 3600", string service = "", string? migration = null)
    {
        project.WriteSmallStack();
        project.Write("token.txt", Secret);
        project.WriteCompose($$"""
            {{(migration is null ? "" : "x-slipway: { migrate: migrate }")}}
            services:
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                container_name: web
                restart: unless-stopped
                command: ["sh", "-c", "{{command}}"]
                secrets: [token]
                healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 5 }
            {{service}}
            {{(migration is null ? "" : $$"""
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                command: ["sh", "-c", "{{migration}}"]
            """)}}
            secrets: { token: { file: ./token.txt } }
            """);
    }
}
