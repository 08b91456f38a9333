using Slipway.Containers.Images;
using Slipway.Containers.Tests.Engine;
using Slipway.Containers.Tests.Stacks;

namespace Slipway.Containers.Tests.Images;

public sealed class VerifyingImages
{
    private const string Base = """{"Id":"sha256:b","Size":5000000,"RootFS":{"Layers":["sha256:1"]},"Config":{}}""";

    [Fact]
    public async Task An_image_that_holds_everything_passes_with_its_size_above_the_base()
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n",
            """{"Id":"sha256:w","Size":6000000,"RootFS":{"Layers":["sha256:1","sha256:2"]},"Config":{"User":"1000","Healthcheck":{"Test":["CMD","true"]}}}""",
            "    x-slipway: { size: 2MB }\n");

        Assert.Empty(verified.Failures);
        Assert.Equal(new ByteSize(1_000_000), verified.Size);
        Assert.Equal("user 1000, 976.6 KiB above alpine:3.21 of 1.9 MiB", verified.Summary);
    }

    [Fact]
    public async Task Everything_that_is_missing_is_told_at_once()
    {
        var verified = await VerifyAsync(
            "FROM alpine\n",
            """{"Id":"sha256:w","Size":9000000,"RootFS":{"Layers":["sha256:1","sha256:2"]},"Config":{"User":"0:0"}}""",
            "    x-slipway: { size: 2MB }\n",
            "alpine");

        Assert.Equal(
            [
                "it runs as root: end the Dockerfile with USER and a user other than root",
                "it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service",
                "its layers above the base take 3.8 MiB, more than the 1.9 MiB of x-slipway",
                "base alpine is not pinned: name a version or a digest",
            ],
            verified.Failures);
    }

    [Fact]
    public async Task What_is_tolerated_is_told_and_fails_nothing()
    {
        var verified = await VerifyAsync(
            "FROM alpine\n",
            """{"Id":"sha256:w","Size":9000000,"RootFS":{"Layers":["sha256:1","sha256:2"]},"Config":{"User":"0:0"}}""",
            "    x-slipway: { size: 2MB }\n",
            "alpine",
            new VerifyOptions { Tolerated = [ImageFlaw.Root, ImageFlaw.UnpinnedBase] });

        Assert.Equal(
            ["it runs as root: end the Dockerfile with USER and a user other than root", "base alpine is not pinned: name a version or a digest"],
            verified.Tolerated);
        Assert.Equal(
            ["it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service", "its layers above the base take 3.8 MiB, more than the 1.9 MiB of x-slipway"],
            verified.Failures);
    }

    [Theory]
    [InlineData("    healthcheck: { test: [CMD, 'true'] }\n", true)]
    [InlineData("    healthcheck: { disable: true }\n", false)]
    public async Task The_compose_file_has_the_last_word_on_health(string service, bool passes)
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n",
            $$$"""{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"app"{{{(passes ? "" : ",\"Healthcheck\":{\"Test\":[\"CMD\",\"true\"]}")}}}}}""",
            service);

        Assert.Equal(passes, verified.Failures.Count == 0);
    }

    [Fact]
    public async Task An_image_on_layers_of_its_own_counts_whole()
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n",
            """{"Id":"sha256:w","Size":6000000,"RootFS":{"Layers":["sha256:9"]},"Config":{"User":"1000","Healthcheck":{"Test":["CMD","true"]}}}""");

        Assert.Equal(new ByteSize(6_000_000), verified.Size);
    }

    [Fact]
    public async Task A_base_that_the_stack_builds_itself_needs_no_version()
    {
        var verified = await VerifyAsync(
            "FROM shop/below\n",
            """{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"1000","Healthcheck":{"Test":["CMD","true"]}}}""",
            "  below:\n    image: shop/below:latest\n    build: ./below\n");

        Assert.Empty(verified.Failures);
    }

    [Theory]
    [InlineData("", "it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service")]
    [InlineData("  api:\n    image: api\n    depends_on: { web: { condition: service_completed_successfully } }\n")]
    [InlineData(
        "  jobs: { image: 'shop/web:test' }\n  api:\n    image: api\n    depends_on: { web: { condition: service_completed_successfully } }\n",
        "it has no health check: add HEALTHCHECK to the Dockerfile or healthcheck: to the service")]
    [InlineData("x-slipway: { migrate: web }\n")]
    public async Task An_image_of_one_shot_services_alone_needs_no_health_check(string more, params string[] failures)
    {
        var verified = await VerifyAsync("FROM alpine:3.21\n", """{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"1000"}}""", more);

        Assert.Equal(failures, verified.Failures);
    }

    [Theory]
    [InlineData("\"Env\":[\"API_TOKEN=x\"]", "ENV API_TOKEN looks like a secret: give it to the container when it starts, or to the build with RUN --mount=type=secret")]
    [InlineData("\"Env\":[\"API_TOKEN_FILE=/run/secrets/x\",\"API_TOKEN=\"]")]
    public async Task A_variable_that_looks_like_a_secret_is_told(string config, params string[] failures)
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n", $$$"""{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"app","Healthcheck":{"Test":["CMD","true"]},{{{config}}}}}""");

        Assert.Equal(failures, verified.Failures);
    }

    [Theory]
    [InlineData("RUN |1 NPM_TOKEN=x /bin/sh -c npm ci # buildkit", "build argument NPM_TOKEN looks like a secret, and the image's history holds it: use RUN --mount=type=secret")]
    [InlineData("|2 VERSION=1 NPM_TOKEN=x /bin/sh -c npm ci", "build argument NPM_TOKEN looks like a secret, and the image's history holds it: use RUN --mount=type=secret")]
    [InlineData("RUN |1 VERSION=1 /bin/sh -c NPM_TOKEN=x npm ci # buildkit")]
    public async Task A_build_argument_that_looks_like_a_secret_is_told(string step, params string[] failures)
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n", """{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"app","Healthcheck":{"Test":["CMD","true"]}}}""", history: $$"""[{"CreatedBy":"{{step}}","Size":5}]""");

        Assert.Equal(failures, verified.Failures);
        Assert.Equal([new ImageLayer(step, new ByteSize(5))], verified.Layers);
    }

    [Theory]
    [InlineData("FROM alpine:3.21\n", "arm64", "it is for arm64, and the engine's machine is amd64: use bases of that architecture")]
    [InlineData("FROM alpine:3.21\n", "amd64")]
    public async Task An_image_is_for_the_machine_that_runs_it(string dockerfile, string architecture, params string[] failures)
    {
        var verified = await VerifyAsync(
            dockerfile, $$$"""{"Id":"sha256:w","Architecture":"{{{architecture}}}","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"app","Healthcheck":{"Test":["CMD","true"]} } }""");

        Assert.Equal(failures, verified.Failures);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("00:5")]
    [InlineData("root:app")]
    public async Task Every_name_of_root_is_root(string user)
    {
        var verified = await VerifyAsync(
            "FROM alpine:3.21\n", $$$"""{"Id":"sha256:w","Size":1,"RootFS":{"Layers":[]},"Config":{"User":"{{{user}}}","Healthcheck":{"Test":["CMD","true"]} } }""");

        Assert.Equal(["it runs as root: end the Dockerfile with USER and a user other than root"], verified.Failures);
    }

    private static async Task<Verified> VerifyAsync(string dockerfile, string built, string service = "", string from = "alpine:3.21", VerifyOptions? options = null, string history = "[]")
    {
        using var stack = new StackFixture().WithWeb(dockerfile, service).With("below/Dockerfile", "FROM alpine:3.21\n");
        await using var engine = new FakeEngine();
        engine.On("GET /v1.45/images/sha256:w/json", new FakeEngine.Answer(built));
        engine.On($"GET /v1.45/images/{from}/json", new FakeEngine.Answer(Base));
        engine.On("GET /v1.45/images/sha256:w/history", new FakeEngine.Answer(history));
        engine.On("GET /v1.45/containers/json", new FakeEngine.Answer("[]"));
        engine.On("GET /v1.45/version", new FakeEngine.Answer("""{"Version":"26.1.5","Arch":"amd64"}"""));
        using var client = engine.Client();
        var loaded = stack.Load();
        return await new ImageVerification(client, loaded, options).VerifyAsync(loaded.Images[0], "sha256:w", TestContext.Current.CancellationToken);
    }
}
