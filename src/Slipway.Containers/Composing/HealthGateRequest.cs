namespace Slipway.Containers.Composing;

/// <summary>What a <see cref="HealthGate"/> waits for.</summary>
public sealed record HealthGateRequest
{
    /// <summary>The compose project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The services to wait for; every one of them must have a container.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Those of them that are done when they have ended with exit code 0. None unless set.</summary>
    public IReadOnlyList<string> OneShots { get; init; } = [];

    /// <summary>What more single services must do. Nothing unless set.</summary>
    public IReadOnlyDictionary<string, ServiceReadiness> Readiness { get; init; } = new Dictionary<string, ServiceReadiness>(StringComparer.Ordinal);

    /// <summary>What each service needs; a verdict then names who waited for whom. Nothing unless set.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Needs { get; init; } = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>
    /// How long to wait for all of them. Two minutes unless set. A service with a health check has less where that check must
    /// have decided earlier: its start period, and its retries times interval and timeout.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a container without a health check must have run. Three seconds unless set.</summary>
    public TimeSpan Stability { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a service must stay healthy; a flap starts the time anew. Not at all unless set.</summary>
    public TimeSpan StableFor { get; init; }

    /// <summary>How many restarts make a restart loop. Five unless set: fewer happen while services wait for each other.</summary>
    public int RestartLimit { get; init; } = 5;

    /// <summary>How often a service that was healthy may become unhealthy. Three times unless set.</summary>
    public int FlapLimit { get; init; } = 3;

    /// <summary>
    /// Whether only containers that start while the gate waits are judged: others may still be taken away by whoever starts
    /// them. False unless set.
    /// </summary>
    internal bool OnlyStarting { get; init; }
}
