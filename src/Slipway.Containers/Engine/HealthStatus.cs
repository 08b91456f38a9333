namespace Slipway.Containers.Engine;

/// <summary>What the health checks of a container say.</summary>
public enum HealthStatus
{
    /// <summary>It has no health check.</summary>
    None,

    /// <summary>No check has passed yet.</summary>
    Starting,

    /// <summary>The last check passed.</summary>
    Healthy,

    /// <summary>Too many checks in a row failed.</summary>
    Unhealthy,
}
