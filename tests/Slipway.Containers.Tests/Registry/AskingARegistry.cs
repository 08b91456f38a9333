using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Engine;
using Slipway.Containers.Registry;

namespace Slipway.Containers.Tests.Registry;

public sealed class AskingARegistry
{
    private const string Manifest = """{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"digest":"sha256:c","size":7},"layers":[{"digest":"sha256:l","size":12}]}""";

    private static readonly RegistryClientOptions Quick = new() { FirstDelay = TimeSpan.Zero, LongestDelay = TimeSpan.Zero };
    private static readonly RegistryCredentials Ann = new("ann", new Secret("pass:word"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string Digest => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Manifest)))}";

    [Fact]
    public async Task A_manifest_tells_its_digest_its_image_and_its_layers()
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(200, Manifest));

        var found = await FindAsync(registry);

        Assert.Equal((Digest, "sha256:c", "application/vnd.oci.image.manifest.v1+json"), (found!.Digest, found.ConfigDigest, found.MediaType));
        Assert.Equal([new RegistryBlob("sha256:l", new ByteSize(12))], found.Layers);
        Assert.True(found.IsOf("sha256:c") && found.IsOf(Digest) && !found.IsOf("sha256:l"));
        Assert.Equal(["GET /v2/shop/web/manifests/1.0"], registry.Requests);
    }

    [Fact]
    public async Task What_is_not_there_is_not_an_error()
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(404));

        Assert.Null(await FindAsync(registry));
    }

    [Fact]
    public async Task A_password_is_sent_only_when_it_is_asked_for()
    {
        using var registry = new FakeRegistry(request => request.Headers["Authorization"] == "Basic YW5uOnBhc3M6d29yZA=="
            ? new FakeRegistry.Answer(200, Manifest)
            : new FakeRegistry.Answer(401, "", ("WWW-Authenticate", "Basic realm=\"lab\"")));
        using var client = new RegistryClient(registry.Host, Ann, Quick);

        await client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation);
        await client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation);

        Assert.Equal(
            ["GET /v2/shop/web/manifests/1.0", "GET /v2/shop/web/manifests/1.0 Basic YW5uOnBhc3M6d29yZA==", "GET /v2/shop/web/manifests/1.0 Basic YW5uOnBhc3M6d29yZA=="],
            registry.Requests);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("access_token")]
    public async Task A_token_is_fetched_for_the_password_and_used_again(string field)
    {
        FakeRegistry? self = null;
        using var registry = new FakeRegistry(request =>
            request.Url!.AbsolutePath == "/token" ? new FakeRegistry.Answer(200, $$"""{"{{field}}":"t1"}""")
            : request.Headers["Authorization"] == "Bearer t1" ? new FakeRegistry.Answer(200, Manifest)
            : new FakeRegistry.Answer(401, "", ("WWW-Authenticate", $"Bearer realm=\"http://{self!.Host}/token\",service=\"lab\",scope=\"repository:shop/web:pull\"")));
        self = registry;
        using var client = new RegistryClient(registry.Host, Ann, Quick);

        await client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation);
        await client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation);

        Assert.Equal(
            [
                "GET /v2/shop/web/manifests/1.0", "GET /token?service=lab&scope=repository%3Ashop%2Fweb%3Apull Basic YW5uOnBhc3M6d29yZA==",
                "GET /v2/shop/web/manifests/1.0 Bearer t1", "GET /v2/shop/web/manifests/1.0 Bearer t1",
            ],
            registry.Requests);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refusal_is_asked_once_and_told(int status)
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(status, """{"errors":[{"code":"DENIED","message":"not for you"}]}"""));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(registry));

        Assert.Equal(
            $"""
            error SW0811: registry '{registry.Host}' refuses to show the manifest of 'shop/web:1.0'
              registry: not for you (HTTP {status})
              try: log in (docker login {registry.Host}), or give --registry-user and SLIPWAY_REGISTRY_PASSWORD
            """,
            thrown.Message);
        Assert.Single(registry.Requests);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_pass_is_asked_again(int status)
    {
        var count = 0;
        using var registry = new FakeRegistry(_ => ++count < 3 ? new FakeRegistry.Answer(status) : new FakeRegistry.Answer(200, Manifest));

        Assert.NotNull(await FindAsync(registry));
        Assert.Equal(3, registry.Requests.Count);
    }

    [Fact]
    public async Task A_connection_that_breaks_is_made_again()
    {
        var count = 0;
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(200, Manifest) { Breaks = ++count < 3 });

        Assert.NotNull(await FindAsync(registry));
    }

    [Fact]
    public async Task What_does_not_pass_is_told_with_what_came_last()
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(502));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(registry));

        Assert.Equal(
            $"""
            error SW0812: registry '{registry.Host}' could not show the manifest of 'shop/web:1.0'
              registry: HTTP 502
              attempts: 5
              try: see what is wrong with the registry, then repeat: what it has already is not sent again
            """,
            thrown.Message);
    }

    [Fact]
    public async Task Content_of_another_digest_is_not_taken()
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(200, Manifest, ("Docker-Content-Digest", $"sha256:{new string('0', 64)}")));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(registry));

        Assert.Contains($"registry: the manifest's content is not that of sha256:{new string('0', 64)}\n", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_registry_is_told()
    {
        using var registry = new FakeRegistry(_ => new FakeRegistry.Answer(200, "<html>"));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => FindAsync(registry));

        Assert.StartsWith($"error SW0814: the answer is not one of a registry: '{registry.Host}' was asked to show a manifest\n", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_listens_is_found_out_quickly()
    {
        string host;
        using (var registry = new FakeRegistry(_ => new FakeRegistry.Answer(200)))
            host = registry.Host;
        using var client = new RegistryClient(host, options: Quick);

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation));

        Assert.StartsWith($"error SW0810: registry '{host}' does not answer when asked to show the manifest of 'shop/web:1.0'\n", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null, 0.5)]
    [InlineData(3, null, 2)]
    [InlineData(12, null, 20)]
    [InlineData(1, 7, 7)]
    [InlineData(1, 90, 90)]
    [InlineData(5, 1, 8)]
    public void Waits_grow_and_what_the_registry_asks_for_is_held(int attempt, int? asked, double seconds) => Assert.Equal(
        TimeSpan.FromSeconds(seconds), RegistryRetry.DelayAfter(attempt, asked is { } s ? TimeSpan.FromSeconds(s) : null, new RegistryClientOptions()));

    private static async Task<RegistryManifest?> FindAsync(FakeRegistry registry)
    {
        using var client = new RegistryClient(registry.Host, options: Quick);
        return await client.FindManifestAsync(ImageReference.Parse("shop/web:1.0"), Cancellation);
    }
}
