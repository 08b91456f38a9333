using Slipway.Containers.Contexts;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Components.Tests.Documentation;

internal static class DockerfilesReference
{
    public static void ReadDockerfile()
    {
        var dockerfile = Dockerfile.Load("api/Dockerfile");
        var target = dockerfile.Resolve(new DockerfileOptions { Target = "runtime", Platform = "linux/arm64" });
        foreach (var image in target.ExternalImages)
            Console.WriteLine($"{image.Place}: {image.Image} {image.Platform}");
    }

    public static void WalkContext()
    {
        var ignore = DockerIgnore.Load("api", "api/Dockerfile");
        var decision = ignore.Decide("src/.env");
        Console.WriteLine($"left out: {decision.IsLeftOut}, by {decision.Rule?.Written} at {decision.Rule?.Place}");
        foreach (var entry in BuildContext.Enumerate("api", ignore))
            Console.WriteLine($"{entry.Kind} {entry.Path} {entry.Size}");
    }
}
