using Slipway.Containers.Engine;

namespace EndToEnd.Deploying;

/// <summary>A migration meets another one in the same database, whoever runs that and from wherever.</summary>
[Trait("Category", "Deep")]
public sealed class MigratingOneDatabaseTwice(Machine machine)
{
    private const string Key = "23446300831203673";
    private const string Held = "the other migration holds the lock";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_second_is_refused_while_the_first_works_and_waits_for_it_where_that_is_asked_for()
    {
        await using var project = machine.NewProject("twice");
        project.WriteCompose("""
            x-slipway: { migrate: migrate }
            services:
              db:
                image: postgres:15-alpine
                environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: horse-battery, POSTGRES_DB: shop }
                volumes: ["data:/var/lib/postgresql/data"]
                healthcheck: { test: ["CMD-SHELL", "pg_isready -h 127.0.0.1 -U shop -d shop"], interval: 1s, retries: 60 }
              migrate:
                image: postgres:15-alpine
                profiles: [migrate]
                environment: { PGPASSWORD: horse-battery }
                entrypoint: ["psql", "-h", "db", "-U", "shop", "-d", "shop", "-c", "create table if not exists orders (id int)"]
                depends_on: { db: { condition: service_healthy } }
            volumes:
              data: {}
            """);
        (await project.RunAsync("Restore", "Start")).Succeeds();
        var database = (await project.ContainersAsync()).Single(container => container.Name.EndsWith("-db-1", StringComparison.Ordinal)).Id;
        // The server's log says when the lock is held.
        var other = QueryAsync(database, $"select pg_advisory_lock({Key}); do 'begin raise log ''{Held}''; end'; select pg_sleep(3600)");
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Test);
        patience.CancelAfter(TimeSpan.FromMinutes(1));
        await foreach (var line in machine.Engine.ReadLogAsync(database, follow: true, cancellationToken: patience.Token))
        {
            if (line.Text.Contains(Held, StringComparison.Ordinal))
                break;
        }

        var refused = (await project.RunAsync("Migrate")).FailsWith(4);
        var waiting = project.Start("Migrate", "--lock-timeout", "2m");
        await waiting.SaysAsync("start Migrate");
        await QueryAsync(database, "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted");

        (await waiting.Completion).Succeeds();
        await other;
        Assert.StartsWith("error SW0460: another migration works on the database in 'STACK-db-1'\n", refused.Problem, StringComparison.Ordinal);
    }

    private async Task<string> QueryAsync(string database, string sql)
    {
        var done = await machine.Engine.ExecAsync(database, new ExecRequest { Command = ["psql", "-h", "127.0.0.1", "-U", "shop", "-d", "shop", "-At", "-c", sql] }, Test);
        return done.Output.Trim();
    }
}
