using Slipway.Containers.Compose;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>The images that are deployed, by their ids: a tag may be moved while a deployment is under way.</summary>
internal static class PinnedImages
{
    /// <summary>The id of each service's image.</summary>
    /// <param name="engine">The engine that has them.</param>
    /// <param name="project">The project.</param>
    /// <param name="services">The services.</param>
    /// <param name="verified">The ids of images that this run has built and verified, by their references.</param>
    /// <param name="warn">Told what may not run.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="ProblemException">Images are not there: all of them at once.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        EngineClient engine,
        ComposeProject project,
        IEnumerable<ComposeService> services,
        IReadOnlyDictionary<string, string> verified,
        Action<string> warn,
        CancellationToken cancellationToken)
    {
        var pins = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        var architecture = (await engine.VersionAsync(cancellationToken)).Architecture;
        foreach (var service in services)
        {
            var reference = StackImages.ReferenceOf(service, project);
            if (await engine.InspectImageAsync(verified.GetValueOrDefault(reference, reference), cancellationToken) is not { } image)
            {
                problems.Add(DeployingProblems.NoImage(service, reference, verified.GetValueOrDefault(reference)));
                continue;
            }

            pins[service.Name] = image.Id;
            if (image.Architecture.Length > 0 && architecture.Length > 0 && image.Architecture != architecture && service.Platform is null)
                warn($"image '{reference}' of service '{service.Name}' is for {image.Architecture}, and the engine's machine is {architecture}: it runs under emulation only");
        }

        return problems.Count == 0 ? pins : throw new ProblemException(problems);
    }
}
