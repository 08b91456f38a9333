using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>What a gate has seen of its services, and what that means.</summary>
internal sealed class Watch(HealthGateRequest request, TimeProvider time)
{
    private readonly Dictionary<string, IReadOnlyList<ContainerDetails>> _containers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _firstRestarts = new(StringComparer.Ordinal);

    public HealthGateRequest Request { get; } = request;

    public void Saw(string service, IReadOnlyList<ContainerDetails> containers)
    {
        _containers[service] = containers;
        foreach (var container in containers)
            _firstRestarts.TryAdd(container.Id, container.Restarts);
    }

    public IReadOnlyList<ContainerDetails> Containers(string service) => _containers.GetValueOrDefault(service, []);

    /// <summary>Restarts since the gate looked first.</summary>
    public int RestartsOf(ContainerDetails container) => container.Restarts - _firstRestarts.GetValueOrDefault(container.Id);

    public IReadOnlyList<ServiceHealth> Judge() =>
    [
        .. Request.Services.SelectMany(service => Containers(service) is { Count: > 0 } containers
            ? containers.Select(c => Judge(service, c))
            : [new ServiceHealth(service, "", ServiceHealthState.Failed, "no container")]),
    ];

    public ServiceHealth Judge(string service, ContainerDetails container) => new(service, container.Name, StateOf(service, container), Describe(container));

    /// <summary>How long until a container without a health check has run for long enough.</summary>
    public TimeSpan NextStability() => _containers.Values.SelectMany(c => c)
        .Where(c => c is { Status: ContainerStatus.Running, Health: HealthStatus.None })
        .Select(c => Request.Stability - RunningFor(c))
        .Where(left => left > TimeSpan.Zero)
        .DefaultIfEmpty(TimeSpan.MaxValue)
        .Min();

    public static string Describe(ContainerDetails container)
    {
        var status = container.Status.ToString().ToLowerInvariant();
        var health = container.Health is HealthStatus.None || container.Status is not ContainerStatus.Running
            ? ""
            : ", " + container.Health.ToString().ToLowerInvariant();
        var exit = container.Status is ContainerStatus.Exited or ContainerStatus.Restarting ? $" with exit code {container.ExitCode}" : "";
        var memory = container.OutOfMemory ? ", killed for memory" : "";
        return $"{status}{exit}{health}{memory}, {Plural(container.Restarts, "restart")}";
    }

    public static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private ServiceHealthState StateOf(string service, ContainerDetails container) => container.Status switch
    {
        // A restart loop mostly reads "running": the count tells.
        ContainerStatus.Running or ContainerStatus.Restarting when Loops(container) => ServiceHealthState.Failed,
        ContainerStatus.Running => container.Health switch
        {
            HealthStatus.Healthy => ServiceHealthState.Ready,
            HealthStatus.Unhealthy => ServiceHealthState.Failed,
            HealthStatus.Starting => ServiceHealthState.Waiting,
            _ when Request.OneShots.Contains(service, StringComparer.Ordinal) => ServiceHealthState.Waiting,
            _ => RunningFor(container) >= Request.Stability ? ServiceHealthState.Ready : ServiceHealthState.Waiting,
        },
        ContainerStatus.Created when container.Error.Length > 0 => ServiceHealthState.Failed,
        ContainerStatus.Created or ContainerStatus.Restarting or ContainerStatus.Unknown => ServiceHealthState.Waiting,
        ContainerStatus.Exited when container.ExitCode == 0 && Request.OneShots.Contains(service, StringComparer.Ordinal) => ServiceHealthState.Ready,
        _ => ServiceHealthState.Failed,
    };

    private bool Loops(ContainerDetails container) => container.Health is not HealthStatus.Healthy
        && (RestartsOf(container) >= Request.RestartLimit
            || (container.Status is ContainerStatus.Restarting && container.Restarts >= Request.RestartLimit));

    // The engine's clock told the start. Where it runs ahead of ours the container seems younger and the
    // gate waits longer, never shorter than the difference.
    private TimeSpan RunningFor(ContainerDetails container) =>
        container.Started is { } started ? time.GetUtcNow() - started : TimeSpan.Zero;
}
