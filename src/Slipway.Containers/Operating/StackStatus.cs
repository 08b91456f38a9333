using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Operating;

/// <summary>Looks at all containers of a stack.</summary>
/// <param name="instance">The stack.</param>
/// <param name="time">Waits between two samples.</param>
public sealed class StackStatus(StackInstance instance, TimeProvider time)
{
    // Two looks this far apart tell how busy a container is; the engine's own answer would take two seconds.
    private static readonly TimeSpan BetweenSamples = TimeSpan.FromMilliseconds(250);

    /// <summary>Every container, one-shots too, and every service of the chosen profiles that has none.</summary>
    /// <param name="services">Only these; all unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ServiceState>> ReadAsync(IReadOnlyList<string>? services = null, CancellationToken cancellationToken = default)
    {
        var containers = await instance.ContainersAsync(cancellationToken);
        var states = await Task.WhenAll(containers.Select(container => ReadAsync(container, cancellationToken)));
        var there = states.OfType<ServiceState>().ToList();
        var missing = (instance.Stack?.Compose.Services.Values ?? [])
            .Where(service => there.TrueForAll(state => state.Service != service.Name))
            .Select(service => new ServiceState(service.Name) { State = service.IsActive && service.Name != instance.Stack!.MigrateService ? "missing" : "off" });
        return
        [
            .. there.Concat(missing).Where(state => services is null or [] || services.Contains(state.Service, StringComparer.Ordinal))
                .OrderBy(state => state.State == "off").ThenBy(state => state.Service, StringComparer.Ordinal).ThenBy(state => state.Container?.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>A container's state in a word.</summary>
    public static string WordOf(ContainerDetails container) => container.Status switch
    {
        ContainerStatus.Exited => container.OutOfMemory ? $"killed for memory ({container.ExitCode})" : $"exited ({container.ExitCode})",
        ContainerStatus.Restarting => $"restarting ({container.Restarts})",
        var status => status.ToString().ToLowerInvariant(),
    };

    // A container that was started from an exact image knows only its id: the compose file knows the name.
    private string NameOf(string service, ContainerDetails container, ImageDetails? image)
    {
        if (!container.Image.StartsWith("sha256:", StringComparison.Ordinal))
            return container.Image;
        var known = instance.Stack?.Compose.Services.GetValueOrDefault(service) is { } found ? found.Image ?? $"{instance.Project}-{service}" : null;
        return known ?? image?.Tags.FirstOrDefault(tag => !tag.StartsWith("slipway/", StringComparison.Ordinal)) ?? container.Image["sha256:".Length..][..12];
    }

    private async Task<ServiceState?> ReadAsync(ContainerSummary summary, CancellationToken cancellationToken)
    {
        if (await instance.Engine.InspectContainerAsync(summary.Id, cancellationToken) is not { } container)
            return null;
        var image = await instance.Engine.InspectImageAsync(container.ImageId, cancellationToken);
        var service = summary.Labels.GetValueOrDefault(ComposeLabels.Service, summary.Name);
        var state = new ServiceState(service) { Container = container, State = WordOf(container), ImageName = NameOf(service, container, image), ImageCreated = image?.Created };
        if (container.Status is not ContainerStatus.Running || await instance.Engine.SampleAsync(container.Id, cancellationToken) is not { } first)
            return state;
        await Task.Delay(BetweenSamples, time, cancellationToken);
        return await instance.Engine.SampleAsync(container.Id, cancellationToken) is { } second
            ? state with { Processors = second.ProcessorsSince(first), Memory = second.Memory }
            : state;
    }
}
