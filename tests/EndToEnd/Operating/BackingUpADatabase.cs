using Slipway.Containers.Engine;

namespace EndToEnd.Operating;

public sealed class BackingUpADatabase(Machine machine)
{
    private const string Image = "postgres:15-alpine";

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_of_a_running_server_is_loaded_into_a_new_one_and_damage_is_found_before()
    {
        await using var project = machine.NewProject("dump");
        project.Environment["DB_PASSWORD"] = "horse-battery-staple";
        project.WriteCompose($$"""
            services:
              db:
                image: {{Image}}
                environment: { POSTGRES_USER: shop, POSTGRES_PASSWORD: "${DB_PASSWORD:?}", POSTGRES_DB: shop }
                volumes: ["data:/var/lib/postgresql/data"]
                healthcheck: { test: ["CMD-SHELL", "pg_isready -h 127.0.0.1 -U shop -d shop"], interval: 1s, retries: 60 }
            volumes:
              data: {}
            """);
        (await project.RunAsync("Restore", "Start")).Succeeds();
        await QueryAsync(project, "create role reader login; create table orders (id serial primary key, what text); insert into orders (what) select 'Ä ' || i from generate_series(1, 1000) i; grant select on orders to reader");

        var backup = (await project.RunAsync("BackupVolumes")).Succeeds();
        await QueryAsync(project, "truncate orders");
        (await project.RunAsync("Stop")).Succeeds();
        var restore = (await project.RunAsync("RestoreVolumes")).Succeeds();
        (await project.RunAsync("Start")).Succeeds();

        Assert.Contains(backup.Lines("      BackupVolumes"), line => line.StartsWith("      BackupVolumes  data: dumped, ", StringComparison.Ordinal));
        Assert.DoesNotContain("horse-battery-staple", restore.Raw + backup.Raw, StringComparison.Ordinal);
        Assert.Equal("1000|Ä 1000|t", await QueryAsync(project, "select count(*), max(what) filter (where id = 1000), has_table_privilege('reader', 'orders', 'select') from orders"));
    }

    private async Task<string> QueryAsync(Project project, string sql)
    {
        var container = Assert.Single(await project.ContainersAsync());
        var done = await machine.Engine.ExecAsync(container.Id, new ExecRequest { Command = ["psql", "-h", "127.0.0.1", "-U", "shop", "-d", "shop", "-At", "-c", sql] }, Test);
        Assert.True(done.Succeeded, done.Error);
        return done.Output.Trim();
    }
}
