namespace Slipway.Containers.Composing;

/// <summary>Why a container is ready, is not yet, or never will be.</summary>
internal enum HealthReason
{
    Ready,
    Starting,
    Stabilizing,
    Probing,
    Flapped,
    Late,
    Unhealthy,
    NoHealthProgram,
    Flaps,
    OutOfMemory,
    RestartLoop,
    Ended,
    Paused,
    NotStarted,
    Replaced,
    Removed,
    Other,
}
