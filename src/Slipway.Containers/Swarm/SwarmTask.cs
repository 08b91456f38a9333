namespace Slipway.Containers.Swarm;

/// <summary>A task of a service: one container, at one time, on one node.</summary>
/// <param name="Id">Its id.</param>
/// <param name="ServiceId">Its service.</param>
internal sealed record SwarmTask(string Id, string ServiceId)
{
    public string NodeId { get; init; } = "";

    /// <summary>Which of the service's tasks it is, from 1; 0 where there is one a node.</summary>
    public int Slot { get; init; }

    public DateTimeOffset Created { get; init; }

    /// <summary>What it is to be: <c>running</c>, <c>complete</c>, <c>shutdown</c>, <c>remove</c>.</summary>
    public string Wanted { get; init; } = "";

    /// <summary>What it is, such as <c>pending</c>, <c>preparing</c>, <c>starting</c>, <c>running</c>, <c>failed</c>, <c>rejected</c>.</summary>
    public string State { get; init; } = "";

    /// <summary>Since when it is that.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Why it is no further, in the swarm's words; empty where nothing is in its way.</summary>
    public string Error { get; init; } = "";

    public string ContainerId { get; init; } = "";

    public int? ExitCode { get; init; }

    /// <summary>The digest of what it was made of.</summary>
    public string? Digest { get; init; }

    public bool HasFailed => State is "failed" or "rejected" or "orphaned";

    /// <summary>Whether it has ended, however.</summary>
    public bool HasEnded => HasFailed || State is "complete" or "shutdown" or "remove";
}
