namespace Slipway.Containers.Composing;

/// <summary>What a container's state means for the gate.</summary>
public enum ServiceHealthState
{
    /// <summary>Not there yet.</summary>
    Waiting,

    /// <summary>Healthy; or, where it has no health check, it has run for a moment.</summary>
    Ready,

    /// <summary>It will not become healthy by waiting.</summary>
    Failed,
}
