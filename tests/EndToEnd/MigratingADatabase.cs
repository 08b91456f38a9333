using EndToEnd.Operating;

namespace EndToEnd;

public sealed class MigratingADatabase(Machine machine)
{
    [Fact]
    public async Task The_migration_runs_once_after_its_dependency_and_before_the_rest()
    {
        await using var project = machine.NewProject("migrate");
        WriteStack(project, "echo 'applied 0001_first.sql'; echo 'schema is at 1'");
        var start = TimeProvider.System.GetUtcNow();

        var run = (await project.RunUnscannedAsync("Deploy")).Succeeds();

        Assert.Equal(
            ["      Migrate  applied 0001_first.sql", "      Migrate  schema is at 1"],
            run.Lines("      Migrate"));
        Assert.Equal("done: schema is at 1", run.Summary["Migrate"]);
        Assert.Equal("done: 2 of 2 services are ready", run.Summary["HealthGate"]);
        Assert.Equal(
            ["db start", "db healthy", "migrate start", "migrate die", "web start", "web healthy"],
            await EventLog.ReadAsync(machine.Engine, project, start, "web healthy"));
        Assert.Equal([$"{project.StackName}-db-1", $"{project.StackName}-web-1"], (await project.ContainersAsync()).Select(container => container.Name));
    }

    [Fact]
    public async Task A_migration_that_fails_fails_the_deployment_and_the_rest_is_not_started()
    {
        await using var project = machine.NewProject("migrate-fails");
        WriteStack(project, "echo applying 0002_second.sql; echo 'ERROR: relation \"prices\" exists'; exit 3");
        var start = TimeProvider.System.GetUtcNow();

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.Equal(
            """
            error SW0504: the one-shot of service 'migrate' ended with exit code 3
              project: STACK
              says:    applying 0002_second.sql
                ERROR: relation "prices" exists
              try: correct what it says, then run it again
              log: .nuke/temp/logs/Migrate.log
            """,
            run.Problem);
        Assert.Equal("not run: needs Migrate", run.Summary["ComposeUp"]);
        Assert.Equal("not run: needs Migrate", run.Summary["HealthGate"]);
        Assert.DoesNotContain("web start", await EventLog.ReadAsync(machine.Engine, project, start, "db die"));
        await project.LeavesOnlyAsync("web:test");
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_what_ran_before()
    {
        await using var project = machine.NewProject("migrate-later");
        WriteStack(project, "test ! -e /data/migrated && touch /data/migrated");
        (await project.RunUnscannedAsync("Deploy")).Succeeds();
        var before = await project.ContainersAsync();

        var run = (await project.RunUnscannedAsync("Deploy")).FailsWith(1);

        Assert.StartsWith("error SW0504: the one-shot of service 'migrate' ended with exit code 1\n", run.Problem, StringComparison.Ordinal);
        Assert.Equal(before.Select(container => (container.Id, container.Started)), (await project.ContainersAsync()).Select(container => (container.Id, container.Started)));
    }

    private static void WriteStack(Project project, string migrate)
    {
        project.WriteSmallStack();
        project.WriteCompose($$"""
            x-slipway: { migrate: migrate }
            services:
              web:
                image: {{project.StackName}}/web:test
                build: ./web
                init: true
                healthcheck: { test: ["CMD-SHELL", "test -f /tmp/ready"], interval: 1s, retries: 10 }
                depends_on: { db: { condition: service_healthy } }
              migrate:
                image: {{project.StackName}}/web:test
                profiles: [migrate]
                user: "0"
                volumes: ["data:/data"]
                healthcheck: { disable: true }
                depends_on: { db: { condition: service_healthy } }
                command: ["sh", "-c", {{System.Text.Json.JsonSerializer.Serialize(migrate)}}]
            {{Volumes.Keeper("db")}}
            volumes:
              data: {}
            """);
    }
}
