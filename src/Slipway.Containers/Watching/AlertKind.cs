namespace Slipway.Containers.Watching;

/// <summary>What a watchdog barks at.</summary>
public enum AlertKind
{
    /// <summary>More memory than the share of its limit that is allowed.</summary>
    Memory,

    /// <summary>Busier than allowed, for as long as that counts.</summary>
    Cpu,

    /// <summary>The kernel killed a process of it for memory.</summary>
    OutOfMemory,

    /// <summary>Its health checks fail.</summary>
    Unhealthy,

    /// <summary>It ended, and nobody had asked it to.</summary>
    Exited,

    /// <summary>It ends again and again.</summary>
    RestartLoop,

    /// <summary>The engine does not answer.</summary>
    Engine,
}
