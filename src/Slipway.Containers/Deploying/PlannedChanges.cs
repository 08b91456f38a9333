using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Containers.Swarm;

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
        var pins = await PinsAsync(engine, stack, reached, images, cancellationToken);
        var containers = await engine.ListContainersAsync([$"{ComposeLabels.Project}={stack.Compose.Name}"], cancellationToken: cancellationToken);
        return ServiceChanges.Text(ServiceChanges.Of(reached, containers, pins, scale, [.. stack.OneShots]));
    }

    /// <summary>The same on a swarm: the services that would be made or updated.</summary>
    /// <param name="engine">The engine, which manages the swarm.</param>
    /// <param name="stack">The stack.</param>
    /// <param name="services">The services that are asked about, with all that they need.</param>
    /// <param name="images">The ids of images that the run has built, by their references; others are what their names stand for.</param>
    /// <param name="scale">How many tasks services have, in place of what the files say.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <exception cref="ProblemException">The engine manages no swarm (exit code <see cref="ExitCodes.ToolIsMissing"/>).</exception>
    public static async Task<string> OnSwarmAsync(
        EngineClient engine,
        ContainerStack stack,
        IReadOnlyList<string> services,
        IReadOnlyDictionary<string, string> images,
        IReadOnlyDictionary<string, int> scale,
        CancellationToken cancellationToken)
    {
        var reached = stack.Compose.Reach(services);
        var pins = await PinsAsync(engine, stack, reached, images, cancellationToken);
        var swarm = new SwarmStack(engine, Composition.Of(stack), stack.FindVariable, TimeProvider.System);
        return ServiceChanges.Text((await swarm.LookAsync(reached, pins, scale, make: false, cancellationToken)).Changes);
    }

    private static async Task<IReadOnlyDictionary<string, string>> PinsAsync(
        EngineClient engine, ContainerStack stack, IReadOnlyList<ComposeService> services, IReadOnlyDictionary<string, string> images, CancellationToken cancellationToken)
    {
        var pins = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var service in services)
        {
            var reference = StackImages.ReferenceOf(service, stack.Compose);
            if (await engine.InspectImageAsync(images.GetValueOrDefault(reference, reference), cancellationToken) is { } image)
                pins[service.Name] = image.Id;
        }

        return pins;
    }
}
