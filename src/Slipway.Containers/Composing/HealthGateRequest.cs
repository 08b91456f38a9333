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

    /// <summary>How long to wait. Two minutes unless set.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a container without a health check must have run. Three seconds unless set.</summary>
    public TimeSpan Stability { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many restarts make a restart loop. Five unless set: fewer happen while services wait for each other.</summary>
    public int RestartLimit { get; init; } = 5;
}
