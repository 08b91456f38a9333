using Slipway.Containers.Images;
using Slipway.Containers.Tests.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Images;

public sealed class RestoringBases
{
    private const string NotPulled = """{"errorDetail":{"message":"no such host"},"error":"no such host"}""";

    [Fact]
    public async Task A_base_that_can_be_pulled_is_pulled()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer("""{"status":"Pull complete"}"""));
        engine.On("GET /v1.45/images/alpine:3.21/json", new FakeEngine.Answer("""{"Id":"sha256:a","Config":{}}"""));
        var processes = new FakeProcessRunner();

        var restored = await RestoreAsync(engine, processes, recipes: true);

        Assert.Equal(new BaseRestoration(new RestoredBase("sha256:a", IsStandIn: false), BaseOrigin.Pulled, ""), restored);
        Assert.Empty(processes.Commands);
    }

    [Fact]
    public async Task A_base_that_cannot_be_pulled_is_made_by_its_recipe_and_told_to_be_a_stand_in()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(NotPulled));
        var asked = 0;
        engine.On("GET /v1.45/images/alpine:3.21/json", _ => Interlocked.Increment(ref asked) <= 2
            ? new FakeEngine.Answer("{}") { Status = "404 Not Found" }
            : new FakeEngine.Answer("""{"Id":"sha256:a","Config":{"Labels":{"io.slipway.stand-in":"true"}}}"""));
        var processes = new FakeProcessRunner()
            .Answer("bash", ["make.sh", "alpine:3.21"], FakeAnswer.Success("made"))
            .Answer("bash", ["make.sh", "--list"], FakeAnswer.Success("alpine:3.21", "node:18-alpine"));

        var restored = await RestoreAsync(engine, processes, recipes: true);

        Assert.Equal((new RestoredBase("sha256:a", IsStandIn: true), BaseOrigin.Made), (restored.Base, restored.Origin));
        Assert.Equal(["bash make.sh --list", "bash make.sh alpine:3.21"], processes.Commands);
        Assert.All(processes.Invocations, invocation => Assert.Equal(engine.Endpoint.Address, invocation.Environment["DOCKER_HOST"]));
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("""{"Labels":{"io.slipway.stand-in":"true"}}""", true)]
    public async Task A_base_that_cannot_be_pulled_but_is_on_the_engine_stays(string config, bool isStandIn)
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(NotPulled));
        engine.On("GET /v1.45/images/alpine:3.21/json", new FakeEngine.Answer($$"""{"Id":"sha256:a","Config":{{config}}}"""));
        var processes = new FakeProcessRunner();

        var restored = await RestoreAsync(engine, processes, recipes: true);

        Assert.Equal((new RestoredBase("sha256:a", isStandIn), BaseOrigin.Kept), (restored.Base, restored.Origin));
        Assert.Contains("no such host", restored.Reason, StringComparison.Ordinal);
        Assert.Empty(processes.Commands);
    }

    [Fact]
    public async Task Without_a_recipe_the_registry_s_words_are_told()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(NotPulled));
        var processes = new FakeProcessRunner().Answer("bash", ["make.sh", "--list"], FakeAnswer.Success("node:18-alpine"));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => RestoreAsync(engine, processes, recipes: true));

        Assert.StartsWith("error SW0431: base image 'alpine:3.21' cannot be had: it is not on the engine, cannot be pulled, and has no offline recipe\n", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("no such host", thrown.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n  try: check its name and the network, or add a recipe to stacks/bases/recipes", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_that_fails_shows_its_last_lines()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(NotPulled));
        var processes = new FakeProcessRunner()
            .Answer("bash", ["make.sh", "alpine:3.21"], FakeAnswer.Failure(1, "error: no package index"))
            .Answer("bash", ["make.sh", "--list"], FakeAnswer.Success("alpine:3.21"));

        var thrown = await Assert.ThrowsAsync<ProblemException>(() => RestoreAsync(engine, processes, recipes: true));

        Assert.Contains("and its offline recipe failed\n", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("\n  error: no package index\n", thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<BaseRestoration> RestoreAsync(FakeEngine engine, FakeProcessRunner processes, bool recipes)
    {
        using var folder = new TemporaryFolder();
        if (recipes)
            folder.Write("make.sh", "");
        using var client = engine.Client();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        var source = new BaseImageSource(client, processes, folder.Path, Path.Combine(folder.Path, "work"), environment);
        return await source.RestoreAsync("alpine:3.21", _ => { }, TestContext.Current.CancellationToken);
    }
}
