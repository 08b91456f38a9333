using Slipway.Containers.Compose;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Swarm;

/// <summary>What a swarm is told of images: exactly those that were verified, whatever tags name by then.</summary>
internal static class SwarmImages
{
    /// <summary>An image of a swarm of one machine goes by its id, which no registry is asked for; one of several by its name and digest, which every machine can pull.</summary>
    /// <param name="engine">The engine that has them.</param>
    /// <param name="project">The project.</param>
    /// <param name="pins">The id of each service's image.</param>
    /// <param name="nodes">How many machines the swarm has.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="ProblemException">Images are on this machine only: all of them at once.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        EngineClient engine, ComposeProject project, IReadOnlyDictionary<string, string> pins, int nodes, CancellationToken cancellationToken)
    {
        if (nodes <= 1)
            return pins;
        var images = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<Problem>();
        foreach (var (service, id) in pins)
        {
            var reference = StackImages.ReferenceOf(project.Services[service], project);
            var digests = (await engine.InspectImageAsync(id, cancellationToken))?.Digests ?? [];
            var repository = ImageName.Split(reference).Name + "@";
            if ((digests.FirstOrDefault(digest => digest.StartsWith(repository, StringComparison.Ordinal)) ?? (digests.Count > 0 ? digests[0] : null)) is { } found)
                images[service] = found;
            else
                problems.Add(SwarmProblems.OnlyHere(project.Services[service], reference, nodes));
        }

        return problems.Count == 0 ? images : throw new ProblemException(problems);
    }
}
