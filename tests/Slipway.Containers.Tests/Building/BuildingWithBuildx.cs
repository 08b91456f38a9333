using Slipway.Containers.Building;
using Slipway.Containers.Contexts;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Building;

public sealed class BuildingWithBuildx
{
    private readonly FakeProcessRunner _processes = new();

    private static ImageBuildRequest Request => new()
    {
        Name = "api",
        Tags = ["shop/api:1"],
        WriteContext = (_, _) => throw new InvalidOperationException("buildx reads the folder itself"),
        Folder = new BuildFolder("/src/api", DockerIgnore.None),
        Secrets = new Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>>(StringComparer.Ordinal) { ["token"] = _ => ValueTask.FromResult("very-secret"u8.ToArray()) },
        CacheTo = ["type=inline"],
        Platforms = ["linux/amd64", "linux/arm64"],
    };

    [Fact]
    public async Task Its_status_lines_become_news_and_secrets_stay_out_of_its_arguments()
    {
        var log = Convert.ToBase64String("one\ntwo\n"u8);
        _processes.Answer(
            invocation => invocation.Program == "docker",
            FakeAnswer.Success(
                """{"vertexes":[{"digest":"sha256:1","name":"[1/2] RUN make","started":"2026-01-01T00:00:00Z"}]}""",
                $$"""{"logs":[{"vertex":"sha256:1","stream":1,"data":"{{log}}","timestamp":"2026-01-01T00:00:01Z"}]}""",
                """{"vertexes":[{"digest":"sha256:1","name":"[1/2] RUN make","started":"2026-01-01T00:00:00Z","completed":"2026-01-01T00:00:02Z"}]}"""));
        var news = new List<string>();

        // The stand-in writes no file with the image's id.
        var problem = await Assert.ThrowsAsync<ProblemException>(() => BuildAsync(progress => news.Add($"{progress.Kind} {progress.Step.Instruction} {progress.Line}".TrimEnd())));

        Assert.Equal("SW0422", problem.Problems[0].Code);
        Assert.Equal(["Started RUN make", "Output RUN make one", "Output RUN make two", "Completed RUN make"], news);
        var invocation = Assert.Single(_processes.Invocations);
        Assert.StartsWith("docker buildx build --builder far --progress rawjson --iidfile ", invocation.ToString(), StringComparison.Ordinal);
        Assert.Contains(" --tag shop/api:1 --platform linux/amd64,linux/arm64 --cache-to type=inline --secret id=token,env=", invocation.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(" --file /src/api/Dockerfile /src/api", invocation.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("very-secret", invocation.ToString(), StringComparison.Ordinal);
        Assert.Equal("very-secret", Assert.Single(invocation.Secrets).Value.Reveal());
    }

    [Fact]
    public async Task One_that_knows_no_such_progress_is_asked_for_text()
    {
        _processes.Answer(invocation => invocation.Arguments.Contains("rawjson"), FakeAnswer.Failure(1, "ERROR: invalid progress mode: rawjson"));
        _processes.Answer(invocation => invocation.Arguments.Contains("plain"), FakeAnswer.Failure(1, "#5 0.1 part 7 is missing", "ERROR: failed to solve: process \"/bin/sh -c make\" did not complete successfully: exit code: 5"));

        var problem = await Assert.ThrowsAsync<ProblemException>(() => BuildAsync(_ => { }));

        Assert.Contains("\n  reason: exit code 5\n  output: part 7 is missing\n", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_is_handed_on_with_the_Dockerfile_there()
    {
        var request = Request with { Folder = null, RemoteContext = "https://host.example/shop.git#main", DockerfileName = "deep/Dockerfile", Secrets = new Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>>(StringComparer.Ordinal) };

        _processes.Answer(invocation => invocation.Program == "docker", FakeAnswer.Failure(1, "ERROR: failed to solve: nothing is there"));

        await Assert.ThrowsAsync<ProblemException>(() => new BuildxBuilder(_processes, "far").BuildAsync(request, _ => { }, TestContext.Current.CancellationToken));

        Assert.EndsWith(" --file deep/Dockerfile 'https://host.example/shop.git#main'", Assert.Single(_processes.Invocations).ToString(), StringComparison.Ordinal);
    }

    private Task<BuiltImage> BuildAsync(Action<BuildProgress> progress) =>
        new BuildxBuilder(_processes, "far").BuildAsync(Request, progress, TestContext.Current.CancellationToken);
}
