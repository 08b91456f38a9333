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
    /// <param name="tempFolder">The build's folder for what it keeps between runs.</param>
    /// <param name="scale">How many containers services have, in place of what the files say.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    public static async Task<string> OfAsync(
        EngineClient engine,
        ContainerStack stack,
        IReadOnlyList<string> services,
        IReadOnlyDictionary<string, string> images,
        string tempFolder,
        IReadOnlyDictionary<string, int> scale,
        CancellationToken cancellationToken)
    {
        if (RemovalNote.Of(tempFolder, stack.Compose.Name).Read()?.Engine == engine.Endpoint.Address)
            return "what a deployment that was stopped has left is removed first";
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
