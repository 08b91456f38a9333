namespace Slipway.Containers.Compose;

/// <summary>How the engine finds out whether a service's container is healthy.</summary>
public sealed record ComposeHealthCheck
{
    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>The check, beginning with <c>CMD</c> or <c>CMD-SHELL</c>; the image's own where it is empty.</summary>
    public IReadOnlyList<string> Test { get; init; } = [];

    /// <summary>Whether the image's health check is switched off.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The time between two checks; the engine takes 30 s unless set.</summary>
    public TimeSpan? Interval { get; init; }

    /// <summary>How long a check may take; the engine takes 30 s unless set.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many failures in a row make the container unhealthy; the engine takes 3 unless set.</summary>
    public int? Retries { get; init; }

    /// <summary>How long failures do not count after the start.</summary>
    public TimeSpan? StartPeriod { get; init; }

    /// <summary>The time between two checks during <see cref="StartPeriod"/>.</summary>
    public TimeSpan? StartInterval { get; init; }
}
