using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Containers.Deploying;
using Slipway.Containers.Releases;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Deploying;

public sealed class FindingMigrations
{
    private const string Compose = """
        x-slipway: { migrate: migrate }
        services:
          web: { image: 'shop/web:test', build: ./web }
          migrate: { image: 'shop/web:test', profiles: [migrate] }
        """;

    [Fact]
    public async Task Those_of_Django_that_no_release_has_had_are_pending()
    {
        using var stack = Stack("manage.py", "bots/migrations/__init__.py", "bots/migrations/0001_initial.py", "bots/migrations/0002_more.py", "shop/migrations/0001_initial.py", ".venv/x/migrations/0001_no.py", "shop/tests/0003_no.py");

        Assert.Equal("pending: bots.0001_initial, bots.0002_more, shop.0001_initial", await TellAsync(stack));
        Assert.Equal("pending: bots.0002_more", await TellAsync(stack, ["bots.0001_initial", "shop.0001_initial"]));
    }

    [Fact]
    public async Task What_a_release_has_had_that_was_rolled_back_is_there()
    {
        using var stack = Stack("manage.py", "bots/migrations/0001_initial.py", "bots/migrations/0002_more.py");

        Assert.Equal("nothing pending since release 2; the database is asked", await TellAsync(stack, ["bots.0001_initial", "bots.0002_more"], ["bots.0001_initial"]));
    }

    [Fact]
    public async Task Numbered_files_of_SQL_are_migrations_too()
    {
        using var stack = Stack("migrations/0002_second.sql", "migrations/0001_first.sql", "migrations/readme.sql", "data/0003_no.sql", "app/migrations/0001_no.py");

        Assert.Equal("pending: 0002_second.sql", await TellAsync(stack, ["0001_first.sql"]));
    }

    [Fact]
    public async Task Of_many_the_first_are_named()
    {
        using var stack = Stack([.. Enumerable.Range(1, 10).Select(number => $"migrations/{number:0000}_n.sql")]);

        Assert.EndsWith("0007_n.sql, 0008_n.sql and 2 more", await TellAsync(stack), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_files_tell_nothing_only_the_database_knows()
    {
        using var stack = Stack("main.py");

        Assert.Equal("only the database knows what is pending", await TellAsync(stack));
    }

    private static StackFixture Stack(params string[] files)
    {
        var stack = new StackFixture().With("compose.yaml", Compose).With("web/Dockerfile", "FROM alpine:3.21\n");
        foreach (var file in files)
            stack.With("web/" + file, "");
        return stack;
    }

    private static async Task<string> TellAsync(StackFixture stack, params string[][] releases)
    {
        await using var engine = new FakeEngine();
        var volumes = releases.Select((migrations, index) => (JsonNode)new JsonObject
        {
            ["Name"] = $"slipway-release-shop-{index + 1}",
            ["Labels"] = new JsonObject { [DeploymentLabels.Record] = JsonSerializer.Serialize(Of(index + 1, migrations), ReleaseJson.Default.Release) },
        });
        engine.On("GET /v1.45/volumes", new FakeEngine.Answer(new JsonObject { ["Volumes"] = new JsonArray([.. volumes]) }.ToJsonString()));
        using var client = engine.Client();
        var told = await PendingMigrations.OfAsync(client, stack.Load(), TestContext.Current.CancellationToken);
        Assert.All(engine.Lines, line => Assert.StartsWith("GET ", line, StringComparison.Ordinal));
        return told;
    }

    private static Release Of(int number, string[] migrations) => new()
    {
        Number = number,
        Project = "shop",
        Time = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        By = "me@here",
        Images = new Dictionary<string, string>(StringComparer.Ordinal),
        Files = [],
        Variables = [],
        Profiles = [],
        Migrations = migrations,
    };
}
