using System.Text;
using Slipway.Containers.Building;

namespace Slipway.Containers.Tests.Building;

/// <summary>The streams in <c>Recorded</c> are an engine 26.1's.</summary>
public sealed class BuildingAnImage
{
    [Fact]
    public async Task The_request_says_all_that_was_asked_for()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-built");
        using var client = engine.Client();
        var request = RecordedBuilds.Request with
        {
            Tags = ["shop/api:1", "shop/api:latest"],
            DockerfileName = "docker/Dockerfile",
            Target = "runtime",
            BuildArguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["A"] = "1 2" },
            Labels = new Dictionary<string, string>(StringComparer.Ordinal) { ["l"] = "v" },
            Platform = "linux/arm64",
            NoCache = true,
            Pull = true,
            NetworkMode = "host",
            ExtraHosts = ["a:1.2.3.4", "b:::1"],
            CacheFrom = ["shop/api:0"],
        };

        await new EngineBuilder(client).BuildAsync(request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "POST /v1.45/build?version=2&t=shop%2Fapi%3A1&t=shop%2Fapi%3Alatest&dockerfile=docker%2FDockerfile&target=runtime&buildargs=%7B%22A%22%3A%221%202%22%7D&labels=%7B%22l%22%3A%22v%22%7D&platform=linux%2Farm64&nocache=1&pull=1&networkmode=host&extrahosts=a%3A1.2.3.4%2Cb%3A%3A%3A1&cachefrom=%5B%22shop%2Fapi%3A0%22%5D",
            ],
            engine.Lines);
        Assert.Equal("a tar", Encoding.UTF8.GetString(engine.Requests[^1].Body.AsSpan(512)));
        Assert.Equal("application/x-tar", engine.Requests[^1].Headers["Content-Type"]);
        Assert.Equal("chunked", engine.Requests[^1].Headers["Transfer-Encoding"]);
    }

    [Fact]
    public async Task Progress_tells_steps_and_what_they_write()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-built");
        using var client = engine.Client();
        var news = new List<string>();

        var image = await new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, p => news.Add($"{p.Kind} {p.Step.Instruction}{(p.Line.Length > 0 ? ": " + p.Line : "")}"), TestContext.Current.CancellationToken);

        Assert.StartsWith("sha256:", image.Id, StringComparison.Ordinal);
        Assert.Equal((1, 0), (image.Steps, image.CachedSteps));
        Assert.Equal(
            [
                "Started [internal] load remote build context",
                "Completed [internal] load remote build context",
                "Cached [internal] load remote build context",
                "Started copy /context /",
                "Cached copy /context /",
                "Started [internal] load metadata for docker.io/library/busybox:1",
                "Completed [internal] load metadata for docker.io/library/busybox:1",
                "Started FROM docker.io/library/busybox:1",
                "Completed FROM docker.io/library/busybox:1",
                "Cached FROM docker.io/library/busybox:1",
                "Started RUN echo hi",
                "Output RUN echo hi: hi",
                "Completed RUN echo hi",
                "Started exporting to image",
                "Completed exporting to image",
            ],
            news);
    }

    [Fact]
    public async Task A_build_that_is_all_there_says_that_its_steps_are_cached()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-cached");
        using var client = engine.Client();

        var image = await new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal((1, 1), (image.Steps, image.CachedSteps));
    }

    [Fact]
    public async Task A_step_that_fails_is_named_with_its_line_and_its_last_output()
    {
        await using var engine = RecordedBuilds.Engine("buildkit-failed-step");
        using var client = engine.Client();
        var request = RecordedBuilds.Request with
        {
            FindPlace = step => step is { Stage: "builder", Number: 3 } ? new Place("src/Api/Dockerfile", 7) : null,
        };

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0421: image 'api' could not be built: 'RUN echo failing; for i in 1 2 3; do echo line $i; done; exit 3' failed
              src/Api/Dockerfile:7
              step:   [builder 3/3] RUN echo failing; for i in 1 2 3; do echo line $i; done; exit 3
              reason: exit code 3
              output: failing
                line 1
                line 2
                line 3
              try: correct src/Api/Dockerfile:7; the output above is the step's own
            """,
            problem.Message);
        Assert.Equal(ExitCodes.TargetFailed, problem.ExitCode);
    }

    [Theory]
    [InlineData(
        "buildkit-parse-error",
        """
        error SW0421: image 'api' could not be built
          src/Api/Dockerfile:2
          reason: dockerfile parse error on line 2: unknown instruction: FOO (did you mean FROM?)
          try: correct src/Api/Dockerfile:2
        """)]
    [InlineData(
        "buildkit-missing-file",
        """
        error SW0421: image 'api' could not be built: 'COPY nope /' failed
          src/Api/Dockerfile
          step:   [2/2] COPY nope /
          reason: "/nope" is not in the build context
          try: check that the file is in the build context and not excluded by .dockerignore
        """)]
    [InlineData(
        "buildkit-missing-base",
        """
        error SW0421: image 'api' could not be built
          src/Api/Dockerfile
          step:   [internal] load metadata for docker.io/library/nope:1
          reason: nope:1: failed to resolve source metadata for docker.io/library/nope:1: failed to do request: Head "https://registry-1.docker.io/v2/library/nope/manifests/1": dial tcp: lookup registry-1.docker.io: no such host
          try: check the FROM lines of src/Api/Dockerfile, and that the engine's machine reaches the registry; Restore makes or fetches base images
        """)]
    public async Task A_build_that_fails_before_any_step_says_why(string recording, string message)
    {
        await using var engine = RecordedBuilds.Engine(recording);
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(message, problem.Message);
    }

    [Fact]
    public async Task An_engine_without_BuildKit_builds_by_its_classic_builder()
    {
        await using var engine = RecordedBuilds.Engine("classic-cached", buildKit: false);
        using var client = engine.Client();
        var news = new List<string>();

        var image = await new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, p => news.Add($"{p.Kind} {p.Step.Instruction}"), TestContext.Current.CancellationToken);

        Assert.Equal(["POST /v1.45/build?t=shop%2Fapi%3A1&dockerfile=Dockerfile&rm=1&forcerm=1"], engine.Lines);
        Assert.Equal("sha256:085319af3904baa53f7bdbde8cbcfe683c1115fad522213c1456a8a45a6a6868", image.Id);
        Assert.Equal((2, 2), (image.Steps, image.CachedSteps));
        Assert.Equal(
            ["Started FROM busybox:1", "Completed FROM busybox:1", "Started RUN echo hi", "Cached RUN echo hi", "Started HEALTHCHECK CMD true", "Cached HEALTHCHECK CMD true"],
            news);
    }

    [Fact]
    public async Task A_step_that_fails_in_the_classic_builder_is_named_too()
    {
        await using var engine = RecordedBuilds.Engine("classic-failed-step", buildKit: false);
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => new EngineBuilder(client).BuildAsync(RecordedBuilds.Request, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0421: image 'api' could not be built: 'RUN echo failing; for i in 1 2 3; do echo line $i; done; exit 3' failed
              src/Api/Dockerfile
              step:   Step 3/5 : RUN echo failing; for i in 1 2 3; do echo line $i; done; exit 3
              reason: exit code 3
              output: failing
                line 1
                line 2
                line 3
              try: correct src/Api/Dockerfile; the output above is the step's own
            """,
            problem.Message);
    }

    [Theory]
    [InlineData("[builder 3/5] RUN make", "builder", 3, 5, "RUN make")]
    [InlineData("[2/2] COPY a /", "", 2, 2, "COPY a /")]
    [InlineData("[stage-1 2/12] RUN <<EOF\necho\nEOF", "stage-1", 2, 12, "RUN <<EOF\necho\nEOF")]
    [InlineData("[linux/arm64 builder 1/3] FROM x", "builder", 1, 3, "FROM x")]
    [InlineData("[internal] load build definition", "", 0, 0, "[internal] load build definition")]
    public void A_steps_name_tells_its_stage_and_number(string name, string stage, int number, int of, string instruction)
    {
        var step = BuildStep.Parse(name);

        Assert.Equal((stage, number, of, instruction), (step.Stage, step.Number, step.Of, step.Instruction));
    }
}
