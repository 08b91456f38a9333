using Slipway.Containers.Images;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Images;

public sealed class FindingBuiltImages
{
    [Fact]
    public async Task Of_several_with_the_fingerprint_the_one_with_the_name_is_taken()
    {
        var found = await FindAsync("./web", """[{"Id":"sha256:new","RepoTags":[],"Created":2},{"Id":"sha256:named","RepoTags":["shop/web:test"],"Created":1}]""");

        Assert.Equal(ReuseState.UpToDate, found.State);
    }

    [Fact]
    public async Task An_image_without_all_its_names_is_not_up_to_date()
    {
        var found = await FindAsync("{ context: ./web, tags: ['shop/web:more'] }", """[{"Id":"sha256:a","RepoTags":["shop/web:test"],"Created":1}]""");

        Assert.StartsWith("shop/web:more names another image than that of fingerprint ", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels: { team: a }")]
    [InlineData("network: host")]
    [InlineData("platforms: [linux/arm64]")]
    public async Task Settings_that_change_the_image_change_the_fingerprint(string setting)
    {
        const string present = """[{"Id":"sha256:a","RepoTags":["shop/web:test"],"Created":1}]""";

        var plain = await FindAsync("{ context: ./web }", present);
        var set = await FindAsync($"{{ context: ./web, {setting} }}", present);

        Assert.NotEqual(plain.Reason, set.Reason);
    }

    private static async Task<Reuse<Built>> FindAsync(string build, string images)
    {
        using var stack = new StackFixture()
            .With("compose.yaml", $"services: {{ web: {{ image: 'shop/web:test', build: {build} }} }}\n")
            .With("web/Dockerfile", "FROM scratch\n");
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/images/json", new FakeEngine.Answer(images));
        using var client = engine.Client();
        var loaded = stack.Load();
        return await new ImageStore(client, loaded, stack.Root).FindBuiltAsync(
            Assert.Single(loaded.Images), new Dictionary<string, string?>(StringComparer.Ordinal), TestContext.Current.CancellationToken);
    }
}
