using System.Globalization;
using Slipway.Containers.Compose;
using Slipway.Containers.Deploying;

namespace Slipway.Containers.Swarm;

/// <summary>Why services of a swarm are made or updated.</summary>
internal static class SwarmChanges
{
    /// <summary>The reason; <see langword="null"/> where the service runs as planned.</summary>
    /// <param name="service">The service.</param>
    /// <param name="wanted">What it is to be; <see langword="null"/> where its image is not known yet.</param>
    /// <param name="parts">The secrets and configs: those without an id are still to be made.</param>
    /// <param name="there">What it is; <see langword="null"/> where it is not there.</param>
    /// <param name="tasks">Its tasks.</param>
    public static string? Of(ComposeService service, ServiceSpecification? wanted, SwarmParts parts, SwarmService? there, IReadOnlyList<SwarmTask> tasks)
    {
        if (wanted is null)
            return "its image is built first";
        if (there is null)
            return "no service";
        if (!there.Labels.TryGetValue(DeploymentLabels.Configuration, out var label))
            return "not deployed by Slipway";
        if (there.Image != wanted.Image)
            return "image changed";
        var changed = ServiceConfiguration.Changes(label, ServiceConfiguration.Of(service))
            .Concat(New(service.Secrets, parts.Secrets, "secret")).Concat(New(service.Configs, parts.Configs, "config")).ToList();
        if (changed.Count > 0)
            return $"{string.Join(", ", changed)} changed";
        if (there.IsJob != wanted.IsJob || there.Count is null != wanted.Count is null)
            return "mode changed";
        if (there.Count != wanted.Count)
            return string.Create(CultureInfo.InvariantCulture, $"{there.Count} tasks, {wanted.Count} wanted");
        if (there.Labels.GetValueOrDefault(SwarmLabels.Digest) != wanted.Digest)
            return "deploy changed";
        if (there.UpdateState == "paused")
            return "its last update was paused";
        var current = tasks.Where(task => task.ServiceId == there.Id && task.Digest == there.TaskDigest).ToList();
        if (there.IsJob)
            return current.Exists(task => task.State == "complete" || !task.HasEnded) ? null : "not complete";
        return there.Count == 0 || current.Exists(task => !task.HasEnded) ? null : "not running";
    }

    private static IEnumerable<string> New(IReadOnlyList<ComposeFileUse> uses, IReadOnlyDictionary<string, SwarmObject> objects, string word) =>
        uses.Where(use => objects.GetValueOrDefault(use.Source) is { Id: null }).Select(use => $"{word} '{use.Source}'");
}
