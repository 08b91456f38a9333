using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>What a deployment would do to services, for a plan: it looks, and changes nothing.</summary>
public static class PlannedChanges
{
    /// <summary>The services that would be started or made anew, each with the reason; empty where all run as planned.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="services">The services that are asked about, with all that they need.</param>
    /// <param name="images">The ids of images that the run has built, by their references; others are what their names stand for.</param>
    /// <param name="scale">How many containers services have, in place of what the files say.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public static async Task<string> OfAsync(
        EngineClient engine,
        ContainerStack stack,
        IReadOnlyList<string> services,
        IReadOnlyDictionary<string, string> images,
        IReadOnlyDictionary<string, int> scale,
        CancellationToken cancellationToken)
    {
        var reached = stack.Compose.Reach(services);
        var pins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in reached)
        {
            var reference = StackImages.ReferenceOf(service, stack.Compose);
            if (await engine.InspectImageAsync(images.GetValueOrDefault(reference, reference), cancellationToken) is { } image)
                pins[service.Name] = image.Id;
        }

        var containers = await engine.ListContainersAsync([$"{ComposeLabels.Project}={stack.Compose.Name}"], cancellationToken: cancellationToken);
        return ServiceChanges.Text(ServiceChanges.Of(reached, containers, pins, scale, [.. stack.OneShots]));
    }
}
