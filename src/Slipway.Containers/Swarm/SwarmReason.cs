namespace Slipway.Containers.Swarm;

/// <summary>Why a service is as it is.</summary>
internal enum SwarmReason
{
    /// <summary>Its tasks run, or have ended well where they are meant to.</summary>
    Ready,

    /// <summary>That is not decided yet.</summary>
    Waiting,

    /// <summary>It has run for too short a time.</summary>
    Settling,

    /// <summary>A task has ended, and none takes its place.</summary>
    Ended,

    /// <summary>One task after the other ends.</summary>
    Loops,

    /// <summary>A task was killed for memory.</summary>
    OutOfMemory,

    /// <summary>A task's health check failed.</summary>
    Unhealthy,

    /// <summary>A machine would not start a task.</summary>
    Rejected,

    /// <summary>The swarm stopped the update on the way.</summary>
    Paused,

    /// <summary>The swarm took the update back.</summary>
    RolledBack,

    /// <summary>The time is up.</summary>
    Late,

    /// <summary>The service is not there any more.</summary>
    Missing,
}
