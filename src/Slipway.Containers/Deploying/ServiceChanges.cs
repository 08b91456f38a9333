using Slipway.Containers.Compose;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Deploying;

/// <summary>Which services a deployment touches, and why.</summary>
internal static class ServiceChanges
{
    /// <summary>The reason for each service that does not run as planned; a service that does is not there.</summary>
    /// <param name="services">The services.</param>
    /// <param name="containers">The project's containers.</param>
    /// <param name="pins">The id of each service's image; a service without one has an image that is not known yet.</param>
    /// <param name="scale">Counts of containers that were asked for.</param>
    /// <param name="oneShots">Services that are done when they have ended well.</param>
    public static IReadOnlyList<(string Service, string Reason)> Of(
        IEnumerable<ComposeService> services,
        IReadOnlyList<ContainerSummary> containers,
        IReadOnlyDictionary<string, string> pins,
        IReadOnlyDictionary<string, int> scale,
        IReadOnlyList<string> oneShots)
    {
        var changes = new List<(string, string)>();
        foreach (var service in services)
        {
            var own = containers.Where(container => container.Labels.GetValueOrDefault(ComposeLabels.Service) == service.Name
                && container.Labels.GetValueOrDefault(ComposeLabels.OneOff) != "True").ToList();
            var reason = Reason(service, own, pins.GetValueOrDefault(service.Name), scale.GetValueOrDefault(service.Name, service.Replicas), oneShots.Contains(service.Name, StringComparer.Ordinal));
            if (reason is not null)
                changes.Add((service.Name, reason));
        }

        return changes;
    }

    /// <summary>The changes in words: <c>web: image changed; db: no container</c>.</summary>
    public static string Text(IEnumerable<(string Service, string Reason)> changes) => string.Join("; ", changes.Select(change => $"{change.Service}: {change.Reason}"));

    private static string? Reason(ComposeService service, List<ContainerSummary> own, string? image, int count, bool isOneShot)
    {
        if (image is null)
            return "its image is built first";
        if (own.Count == 0)
            return count == 0 ? null : "no container";
        if (own.Exists(container => container.ImageId != image))
            return "image changed";
        var configuration = ServiceConfiguration.Of(service);
        foreach (var container in own)
        {
            if (!container.Labels.TryGetValue(DeploymentLabels.Configuration, out var label))
                return "not deployed by Slipway";
            if (ServiceConfiguration.Changes(label, configuration) is { Count: > 0 } fields)
                return $"{string.Join(", ", fields)} changed";
        }

        if (own.Count != count)
            return $"{own.Count} containers, {count} wanted";
        return own.Exists(container => container.Status is not ContainerStatus.Running && !(isOneShot && container.Status is ContainerStatus.Exited)) ? "not running" : null;
    }
}
