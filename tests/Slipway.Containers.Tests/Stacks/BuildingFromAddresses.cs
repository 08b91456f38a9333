using Slipway.Containers.Contexts;
using Slipway.Containers.Images;
using Slipway.Containers.Stacks;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Stacks;

public sealed class BuildingFromAddresses
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    private static readonly Dictionary<string, string?> NoBases = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("https://host.example/team/shop.git#main:web", "https://host.example/team/shop.git#main:web/Dockerfile")]
    [InlineData("https://host.example/team/shop.git", "https://host.example/team/shop.git#:Dockerfile")]
    [InlineData("https://somebody:secret@host.example/shop.git#:web/", "https://host.example/shop.git#:web/Dockerfile")]
    [InlineData("git@host.example:team/shop.git#v1", "git@host.example:team/shop.git#v1:Dockerfile")]
    [InlineData("http://host.example/shop.tar.gz", "http://host.example/shop.tar.gz:Dockerfile")]
    public void A_stage_from_nothing_stands_for_the_Dockerfile_there(string context, string name)
    {
        using var stack = Stack($"{{ context: '{context}', target: final }}");

        var web = Assert.Single(stack.Load().Images);

        Assert.False(web.HasDockerfile);
        Assert.Equal((name, "", null), (web.Dockerfile.Path, web.DockerfilePath, web.FinalBase));
        Assert.Empty(web.Bases);
    }

    [Fact]
    public void A_Dockerfile_inside_of_the_compose_file_is_read_although_the_context_is_elsewhere()
    {
        using var stack = Stack("""{ context: "https://host.example/shop.git", dockerfile_inline: "FROM alpine:3.21" }""");

        var web = Assert.Single(stack.Load().Images);

        Assert.True(web.HasDockerfile);
        Assert.Equal(["alpine:3.21"], web.Bases);
    }

    [Theory]
    [InlineData("oci-layout://folder")]
    [InlineData("docker-image://alpine")]
    [InlineData("service:other")]
    public void What_no_engine_fetches_a_context_from_is_refused(string context)
    {
        using var stack = Stack($"{{ context: '{context}' }}");

        Assert.Equal(
            $"""
             error SW0255: service 'web' is built from '{context}', which is neither a folder nor an address that the engine fetches from
               stacks/shop/compose.yaml:1:51
               try: name a folder, the address of a Git repository (https://HOST/NAME.git#REVISION:FOLDER), or that of an archive
             """,
            stack.ProblemOf());
    }

    [Theory]
    [InlineData("https://host.example/shop.git#main", "https://host.example/shop.git#main")]
    [InlineData("https://me:secret@host.example/shop.git", "https://host.example/shop.git")]
    [InlineData("https://host.example/shop.git#0123456", "https://host.example/shop.git#0123456")]
    [InlineData("https://host.example/shop.tgz", "https://host.example/shop.tgz")]
    public async Task What_may_have_moved_is_never_up_to_date(string context, string shown)
    {
        using var stack = Stack($"{{ context: '{context}' }}");

        var found = await FindAsync(stack, isThere: true);

        Assert.Equal((ReuseState.Stale, $"{shown} may have moved: the engine looks there"), (found.State, found.Reason));
    }

    [Fact]
    public async Task An_additional_context_that_may_have_moved_is_no_different()
    {
        using var stack = Stack($"{{ context: 'https://host.example/shop.git#{Commit}', additional_contexts: {{ more: 'https://host.example/more.git' }} }}");

        Assert.Equal("https://host.example/more.git may have moved: the engine looks there", (await FindAsync(stack, isThere: true)).Reason);
    }

    [Fact]
    public async Task A_commit_is_up_to_date_where_the_engine_has_the_image()
    {
        using var stack = Stack($"{{ context: 'https://host.example/shop.git#{Commit}:web' }}");

        Assert.Equal(ReuseState.UpToDate, (await FindAsync(stack, isThere: true)).State);
        Assert.Equal("no image with this fingerprint", (await FindAsync(stack, isThere: false)).Reason);
    }

    [Theory]
    [InlineData("context: 'https://host.example/shop.git#1123456789abcdef0123456789abcdef01234567'", "context changed")]
    [InlineData("context: 'https://host.example/shop.git#0123456789abcdef0123456789abcdef01234567:web'", "context changed")]
    [InlineData("dockerfile: other", "dockerfile changed")]
    [InlineData("target: final", "target changed")]
    [InlineData("args: { ANY: '1' }", "build argument ANY changed")]
    [InlineData("additional_contexts: { more: 'https://host.example/more.git#0123456789abcdef0123456789abcdef01234567' }", "context more changed")]
    [InlineData("shm_size: 64m", "shm_size changed")]
    public async Task All_that_is_said_of_the_build_counts(string setting, string reason)
    {
        using var plain = Stack($"{{ context: 'https://host.example/shop.git#{Commit}' }}");
        using var set = Stack(setting.StartsWith("context:", StringComparison.Ordinal) ? $"{{ {setting} }}" : $"{{ context: 'https://host.example/shop.git#{Commit}', {setting} }}");

        var (before, after) = (await FingerprintAsync(plain), await FingerprintAsync(set));

        Assert.NotEqual(before.Digest, after.Digest);
        Assert.Equal(reason, after.Explain(before));
    }

    [Fact]
    public void The_picture_of_the_stack_has_the_address_in_place_of_stages()
    {
        using var stack = Stack("'https://me:secret@host.example/shop.git#main'");

        Assert.Equal(
            ["base:https://host.example/shop.git#main -context-> image:web", "image:web -runs-> service:web"],
            StackGraph.Of(stack.Load()).Edges.Select(edge => $"{edge.From} -{edge.Kind}-> {edge.To}"));
    }

    private static StackFixture Stack(string build) => new StackFixture().With("compose.yaml", $"services: {{ web: {{ image: 'shop/web:test', build: {build} }} }}\n");

    private static Task<FingerprintManifest> FingerprintAsync(StackFixture stack) =>
        ImageStore.FingerprintAsync(Assert.Single(stack.Load().Images), NoBases, files: null, TestContext.Current.CancellationToken);

    private static async Task<Reuse<Built>> FindAsync(StackFixture stack, bool isThere)
    {
        await using var engine = new FakeEngine();
        var fingerprint = isThere ? (await FingerprintAsync(stack)).Digest : "another";
        engine.On("GET /v1.45/images/json", new FakeEngine.Answer($$"""[{"Id":"sha256:a","RepoTags":["shop/web:test"],"Created":1,"Labels":{"io.slipway.fingerprint":"{{fingerprint}}"} }]"""));
        using var client = engine.Client();
        var loaded = stack.Load();
        return await new ImageStore(client, loaded, stack.Root).FindBuiltAsync(loaded.Images[0], NoBases, files: null, TestContext.Current.CancellationToken);
    }
}
