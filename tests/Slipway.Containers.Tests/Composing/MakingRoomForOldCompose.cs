using System.Text.Json;
using Slipway.Containers.Composing;
using Slipway.Containers.Tests.Compose;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class MakingRoomForOldCompose : IAsyncDisposable
{
    private static readonly ComposeScope Scope = new() { ProjectName = "shop", ProjectFolder = "/src/shop", Files = ["c.yaml"], Profiles = ["prod"] };

    private readonly FakeProcessRunner _processes = new();
    private readonly List<string> _said = [];
    private FakeEngine _engine = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task Only_what_compose_would_make_anew_is_stopped_and_removed_and_volumes_stay()
    {
        Has(Container("db", "db-as-it-is"), Container("web", "web-before"), Container("seed", "seed-as-it-is", "exited"));

        await RemoveAsync("1.29.2");

        Assert.Equal(["shop-web-1 was removed, to be made anew"], _said);
        Assert.Equal(
            ["POST /v1.45/containers/id-web/stop", "DELETE /v1.45/containers/id-web?force=1"],
            _engine.Lines.Where(line => !line.StartsWith("GET", StringComparison.Ordinal)));
        Assert.Equal("docker-compose --project-name shop --project-directory /src/shop --file c.yaml --profile prod config '--hash=*'", _processes.Invocations[^1].ToString());
    }

    [Fact]
    public async Task A_stopped_container_goes_where_what_it_waits_for_is_made()
    {
        Has(Container("web", "web-as-it-is"), Container("seed", "seed-as-it-is", "exited"));

        await RemoveAsync("1.29.2");

        Assert.Equal(["shop-seed-1 was removed, to be made anew"], _said);
    }

    [Theory]
    [InlineData("2.26.1", "1.45")]
    [InlineData("1.29.2", "1.44")]
    public async Task Who_can_make_containers_anew_is_left_to_it(string compose, string api)
    {
        await _engine.DisposeAsync();
        _engine = new FakeEngine(api: api);

        await RemoveAsync(compose);

        Assert.DoesNotContain(_engine.Lines, line => line.Contains("containers", StringComparison.Ordinal));
    }

    private async Task RemoveAsync(string version)
    {
        var project = ComposeFixture.Load("""
            services:
              db: { image: db }
              seed: { image: seed, depends_on: [db] }
              web: { image: web }
            """);
        _processes.Answer("docker", ["compose"], FakeAnswer.Failure(1, "docker: 'compose' is not a docker command."));
        _processes.Answer("docker-compose", ["version"], FakeAnswer.Success(version));
        _processes.Answer("docker-compose", ["--project-name"], FakeAnswer.Success("db db-as-it-is", "seed seed-as-it-is", "web web-as-it-is"));
        using var client = _engine.Client();
        var compose = await ComposeCli.FindAsync(_processes, client, new Dictionary<string, string>(StringComparer.Ordinal), cancellationToken: Cancellation);

        await new StaleContainers(compose, client).RemoveAsync(Scope, [.. project.ActiveServices], _said.Add, Cancellation);
    }

    private void Has(params string[] containers)
    {
        _engine.On("GET /v1.45/containers/json", new FakeEngine.Answer($"[{string.Join(',', containers)}]"));
        _engine.On("POST /v1.45/containers/", new FakeEngine.Answer { Status = "204 No Content" });
        _engine.On("DELETE /v1.45/containers/", new FakeEngine.Answer { Status = "204 No Content" });
    }

    private static string Container(string service, string hash, string state = "running") => JsonSerializer.Serialize(new
    {
        Id = "id-" + service,
        Names = new[] { $"/shop-{service}-1" },
        State = state,
        Labels = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["com.docker.compose.project"] = "shop",
            ["com.docker.compose.service"] = service,
            ["com.docker.compose.oneoff"] = "False",
            ["com.docker.compose.config-hash"] = hash,
        },
    });
}
