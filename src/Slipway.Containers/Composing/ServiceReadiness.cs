namespace Slipway.Containers.Composing;

/// <summary>When a service counts as ready, beyond what its health check says.</summary>
public sealed record ServiceReadiness
{
    /// <summary>What else must be so; nothing unless set.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>How long a container without a health check must have run; the gate's <see cref="HealthGateRequest.Stability"/> unless set.</summary>
    public TimeSpan? RunsFor { get; init; }

    /// <summary>How long it must stay ready; the gate's <see cref="HealthGateRequest.StableFor"/> unless set.</summary>
    public TimeSpan? StableFor { get; init; }

    /// <summary>How long it may take; its health check says unless set.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether it is done when it has ended with exit code 0.</summary>
    public bool Completes { get; init; }
}
