namespace Slipway.Containers.Swarm;

/// <summary>What there was of a stack in a swarm before the run touched it.</summary>
/// <param name="HadServices">Whether there were services.</param>
/// <param name="Tasks">The ids of its tasks, also of those that had ended: what became of them is no news.</param>
internal sealed record SwarmBefore(bool HadServices, IReadOnlySet<string> Tasks)
{
    /// <summary>Looks, once in a run: later nodes are told what the first one saw.</summary>
    public static Task<SwarmBefore> OfAsync(SwarmApi api, RunContext run) => run.Build.Once(() => LookAsync(api, run.CancellationToken), $"{nameof(SwarmBefore)} {api.Stack}");

    private static async Task<SwarmBefore> LookAsync(SwarmApi api, CancellationToken cancellationToken) => new(
        (await api.ServicesAsync(cancellationToken)).Count > 0,
        (await api.TasksAsync(cancellationToken)).Select(task => task.Id).ToHashSet(StringComparer.Ordinal));
}
