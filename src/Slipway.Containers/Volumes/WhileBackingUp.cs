namespace Slipway.Containers.Volumes;

/// <summary>What the services that write a volume do while it is backed up.</summary>
public enum WhileBackingUp
{
    /// <summary>They are frozen: the copy is as after a power failure at one moment.</summary>
    Pause,

    /// <summary>They are stopped, and started again after.</summary>
    Stop,

    /// <summary>They run on: files that change meanwhile may not fit together.</summary>
    Run,
}
