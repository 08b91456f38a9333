using EndToEnd.Operating;

namespace EndToEnd.Deploying;

/// <summary>The same by docker-compose 1.29, which names containers otherwise and has no <c>up --wait</c>.</summary>
[Trait("Category", "Deep")]
public sealed class DeployingWithOldCompose(Machine machine)
{
    [Fact]
    public async Task A_stack_is_deployed_migrated_changed_rolled_back_operated_and_removed()
    {
        using var compose = await OldCompose.UnpackAsync();
        await using var project = machine.NewProject("v1");
        project.Environment["SLIPWAY_COMPOSE"] = compose.Program;
        WriteStack(project, "one", "test -f /tmp/ready");

        var first = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var again = (await project.RunUnscannedAsync("Deploy")).Succeeds();
        WriteStack(project, "two", "exit 1");
        var failed = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);
        var status = (await project.RunAsync("Status")).Succeeds();
        WriteStack(project, "three", "test -f /tmp/ready");
        var third = (await project.RunUnscannedAsync("Deploy", "--scale", "web=2")).Succeeds();
        var back = (await project.RunAsync("Rollback")).Succeeds();
        var stopped = (await project.RunAsync("Stop")).Succeeds();
        (await project.RunAsync("CleanAll", "--yes")).Succeeds();

        Assert.Contains("compose 1.29", first.Summary["Doctor"], StringComparison.Ordinal);
        Assert.Contains("warn  Doctor  SW0805: compose is 1.29", first.Output, StringComparison.Ordinal);
        Assert.Equal("done: schema is at one", first.Summary["Migrate"]);
        Assert.Equal("done: 2 of 2 services are ready", first.Summary["HealthGate"]);
        Assert.Equal("up to date: all run as planned", again.Summary["ComposeUp"]);
        Assert.StartsWith("error SW0513: service 'web' is unhealthy\n", failed.Problem, StringComparison.Ordinal);
        Assert.Contains("error SW0445: release 1 of ", failed.Problem, StringComparison.Ordinal);
        Assert.Equal("done: 2 of 2 containers run", status.Summary["Status"]);
        Assert.Equal("done: 3 of 3 services are ready", third.Summary["HealthGate"]);
        Assert.Equal("done: 2 of 2 services are ready, release 1 again, as release 3", back.Summary["Rollback"]);
        Assert.Equal("done: 2 containers removed", stopped.Summary["Stop"]);
        Assert.Empty(await project.LeftOnEngineAsync());
    }

    [Fact]
    public async Task A_migration_that_fails_keeps_the_application_back()
    {
        using var compose = await OldCompose.UnpackAsync();
        await using var project = machine.NewProject("v1-fails");
        project.Environment["SLIPWAY_COMPOSE"] = compose.Program;
        WriteStack(project, "one", "test -f /tmp/ready", "exit 3");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0504: the one-shot of service 'migrate' ended with exit code ", run.Problem, StringComparison.Ordinal);
        Assert.Equal("not run: needs Migrate", run.Summary["ComposeUp"]);
        await project.LeavesOnlyAsync("web:test");
    }

    private static void WriteStack(Project project, string version, string check, string migrate = "")
    {
        project.WriteSmallStack();
        project.Write("web/page.txt", version + "\n");
        project.WriteCompose($$"""
            version: "3.8"
            x-slipway: { migrate: migrate }
            services:
            {{Volumes.Keeper("db")}}
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                depends_on: { db: { condition: service_healthy } }
                command: ["sh", "-c", "echo schema is at {{version}}; {{migrate}}"]
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                depends_on: { db: { condition: service_healthy } }
                healthcheck: { test: ["CMD-SHELL", "{{check}}"], interval: 1s, retries: 2 }
            volumes:
              data: {}
            """);
    }
}
