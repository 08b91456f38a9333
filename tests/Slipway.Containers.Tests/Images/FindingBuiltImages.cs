using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Images;

public sealed class FindingBuiltImages
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_with_the_fingerprint_the_one_with_the_name_is_taken()
    {
        var found = await FindAsync("./web", """[{"Id":"sha256:new","RepoTags":[],"Created":2,LABELS},{"Id":"sha256:named","RepoTags":["shop/web:test"],"Created":1,LABELS}]""");

        Assert.Equal(ReuseState.UpToDate, found.State);
    }

    [Fact]
    public async Task An_image_without_all_its_names_is_not_up_to_date()
    {
        var found = await FindAsync("{ context: ./web, tags: ['shop/web:more'] }", """[{"Id":"sha256:a","RepoTags":["shop/web:test"],"Created":1,LABELS}]""");

        Assert.StartsWith("shop/web:more names another image than that of fingerprint ", found.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labels: { team: a }")]
    [InlineData("network: host")]
    [InlineData("platforms: [linux/arm64]")]
    public async Task Settings_that_change_the_image_change_the_fingerprint(string setting)
    {
        using var plain = Stack("{ context: ./web }");
        using var set = Stack($"{{ context: ./web, {setting} }}");

        Assert.NotEqual(await FingerprintAsync(Assert.Single(plain.Load().Images)), await FingerprintAsync(Assert.Single(set.Load().Images)));
    }

    [Fact]
    public async Task All_images_are_found_by_one_question_until_something_is_built()
    {
        using var stack = Stack("./web");
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/images/json", new FakeEngine.Answer("[]"));
        using var client = engine.Client();
        var loaded = stack.Load();
        var store = new ImageStore(client, loaded, stack.Root);

        for (var i = 0; i < 3; i++)
            await store.FindBuiltAsync(loaded.Images[0], new Dictionary<string, string?>(StringComparer.Ordinal), files: null, Cancellation);
        store.Known.Forget();
        await store.FindBuiltAsync(loaded.Images[0], new Dictionary<string, string?>(StringComparer.Ordinal), files: null, Cancellation);

        Assert.Equal(["GET /v1.45/images/json", "GET /v1.45/images/json"], engine.Lines);
    }

    [Theory]
    [InlineData("alpine", "alpine:latest")]
    [InlineData("docker.io/library/alpine:3", "alpine:3")]
    [InlineData("docker.io/team/app:1", "team/app:1")]
    [InlineData("registry.example:5000/app:1", "registry.example:5000/app:1")]
    [InlineData("app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    [InlineData("app:2@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", null)]
    public void A_name_is_found_as_engines_write_it(string reference, string? tag)
    {
        string[] digests = tag is null ? ["app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"] : [];
        var image = new Containers.Engine.ImageSummary("sha256:1", tag is null ? [] : [tag], digests, new Dictionary<string, string>(StringComparer.Ordinal), default, default);

        Assert.Same(image, new ImageList([image]).Find(reference));
        Assert.Null(new ImageList([image]).Find("other"));
    }

    private static StackFixture Stack(string build) => new StackFixture()
        .With("compose.yaml", $"services: {{ web: {{ image: 'shop/web:test', build: {build} }} }}\n")
        .With("web/Dockerfile", "FROM scratch\n");

    private static async Task<string> FingerprintAsync(Image image) =>
        (await ImageStore.FingerprintAsync(image, new Dictionary<string, string?>(StringComparer.Ordinal), files: null, Cancellation)).Digest;

    private static async Task<Reuse<Built>> FindAsync(string build, string images)
    {
        using var stack = Stack(build);
        await using var engine = new FakeEngine();
        var loaded = stack.Load();
        var labels = $"\"Labels\":{{\"io.slipway.fingerprint\":\"{await FingerprintAsync(Assert.Single(loaded.Images))}\"}}";
        engine.On("GET /v1.45/images/json", new FakeEngine.Answer(images.Replace("LABELS", labels, StringComparison.Ordinal)));
        using var client = engine.Client();
        return await new ImageStore(client, loaded, stack.Root).FindBuiltAsync(loaded.Images[0], new Dictionary<string, string?>(StringComparer.Ordinal), files: null, Cancellation);
    }
}
