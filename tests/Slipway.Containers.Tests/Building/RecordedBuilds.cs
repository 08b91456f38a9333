using Slipway.Containers.Building;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Building;

/// <summary>Engines that answer a build as one was recorded.</summary>
internal static class RecordedBuilds
{
    public static ImageBuildRequest Request { get; } = new()
    {
        Name = "api",
        Tags = ["shop/api:1"],
        WriteContext = (stream, cancellationToken) => stream.WriteAsync("a tar"u8.ToArray(), cancellationToken).AsTask(),
        DockerfilePath = "src/Api/Dockerfile",
    };

    public static FakeEngine Engine(string recording, bool buildKit = true)
    {
        var engine = new FakeEngine(buildKit);
        engine.On("POST /v1.45/build", new FakeEngine.Answer(File.ReadAllText(Path.Join(AppContext.BaseDirectory, "Building", "Recorded", recording + ".jsonl"))));
        return engine;
    }
}
