namespace Slipway.Containers.Swarm;

/// <summary>All that is known of a service that is not ready.</summary>
/// <param name="Service">What the compose file calls it.</param>
/// <param name="ServiceName">What the swarm calls it.</param>
/// <param name="Reason">Why it is not.</param>
internal sealed record SwarmVerdict(string Service, string ServiceName, SwarmReason Reason)
{
    /// <summary>The task that tells most.</summary>
    public SwarmTask? Task { get; init; }

    /// <summary>The machine of the task.</summary>
    public string? Node { get; init; }

    /// <summary>How many tasks have failed.</summary>
    public int Failures { get; init; }

    /// <summary>What the swarm says of the update.</summary>
    public string Update { get; init; } = "";

    /// <summary>The last health check, where the task's container is on this machine.</summary>
    public string? LastCheck { get; init; }

    public ByteSize? MemoryLimit { get; init; }

    public TimeSpan Deadline { get; init; }

    public IReadOnlyList<string> Log { get; init; } = [];
}
