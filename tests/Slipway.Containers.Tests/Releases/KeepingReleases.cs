using System.Text.Json.Nodes;
using Slipway.Containers.Deploying;
using Slipway.Containers.Releases;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Releases;

public sealed class KeepingReleases : IAsyncLifetime
{
    private readonly FakeEngine _engine = new();
    private readonly List<JsonObject> _volumes = [];

    public ValueTask InitializeAsync()
    {
        _engine.On("POST /v1.45/images/", new FakeEngine.Answer("{}"));
        _engine.On("GET /v1.45/volumes", _ => new FakeEngine.Answer(new JsonObject { ["Volumes"] = new JsonArray([.. _volumes.Select(volume => volume.DeepClone())]) }.ToJsonString()));
        _engine.On("POST /v1.45/volumes/create", Create);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _engine.DisposeAsync();

    [Fact]
    public async Task A_release_is_a_volume_with_its_record_and_its_images_get_names()
    {
        using var client = _engine.Client();
        var store = new ReleaseStore(client);

        var first = await store.AddAsync(Of("sha256:1111111111111111aaaa"), TestContext.Current.CancellationToken);
        var second = await store.AddAsync(Of("sha256:2222222222222222bbbb"), TestContext.Current.CancellationToken);
        var all = await store.ListAsync("shop", TestContext.Current.CancellationToken);

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal([2, 1], all.Select(release => release.Number));
        Assert.True(all[1].IsSameAs(first) && !all[0].IsSameAs(first));
        Assert.Contains("POST /v1.45/images/sha256:1111111111111111aaaa/tag?repo=slipway%2Frelease&tag=1111111111111111", _engine.Lines);
        Assert.Equal("slipway-release-shop-1", (string?)_volumes[0]["Name"]);
    }

    [Fact]
    public async Task A_number_that_somebody_else_took_is_passed_over()
    {
        using var client = _engine.Client();
        _volumes.Add(new JsonObject { ["Name"] = "slipway-release-shop-1", ["Labels"] = new JsonObject { [DeploymentLabels.Record] = "not what we know" } });

        var release = await new ReleaseStore(client).AddAsync(Of("sha256:1111111111111111aaaa"), TestContext.Current.CancellationToken);

        Assert.Equal(2, release.Number);
    }

    private static Release Of(string image) => new()
    {
        Number = 0,
        Project = "shop",
        Time = new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero),
        By = "me@here",
        Images = new Dictionary<string, string>(StringComparer.Ordinal) { ["web"] = image },
        Files = ["services: {}\n"],
        Variables = ["TOKEN"],
        Profiles = [],
    };

    // As the engine does it: a volume of that name that is there stays as it is.
    private FakeEngine.Answer Create(FakeEngine.Request request)
    {
        if (request.Body.Length == 0)
            return new FakeEngine.Answer("{}");
        var wanted = JsonNode.Parse(request.Body)!.AsObject();
        var volume = _volumes.Find(one => (string?)one["Name"] == (string?)wanted["Name"]);
        if (volume is null)
            _volumes.Add(volume = wanted);
        return new FakeEngine.Answer(volume.ToJsonString());
    }
}
