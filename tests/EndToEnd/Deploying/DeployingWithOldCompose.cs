using EndToEnd.Operating;

namespace EndToEnd.Deploying;

/// <summary>The same by docker-compose 1.29, which names containers otherwise and has no <c>up --wait</c>.</summary>
[Trait("Category", "Deep")]
public sealed class DeployingWithOldCompose(Machine machine)
{
    [Fact]
    public async Task A_migration_that_fails_keeps_the_application_back()
    {
        using var compose = await OldCompose.UnpackAsync();
        await using var project = machine.NewProject("v1-fails");
        project.Environment["SLIPWAY_COMPOSE"] = compose.Program;
        WriteStack(project, "exit 3");

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0504: the one-shot of service 'migrate' ended with exit code ", run.Problem, StringComparison.Ordinal);
        Assert.Equal("not run: needs Migrate", run.Summary["ComposeUp"]);
        await project.LeavesOnlyAsync("web:test");
    }

    private static void WriteStack(Project project, string migrate)
    {
        project.WriteSmallStack();
        project.WriteCompose($$"""
            version: "3.8"
            x-slipway: { migrate: migrate }
            services:
            {{Volumes.Keeper("db")}}
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                depends_on: { db: { condition: service_healthy } }
                command: ["sh", "-c", "{{migrate}}"]
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                depends_on: { db: { condition: service_healthy } }
                healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 2 }
            volumes:
              data: {}
            """);
    }
}
