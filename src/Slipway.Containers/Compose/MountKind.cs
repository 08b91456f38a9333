namespace Slipway.Containers.Compose;

/// <summary>What is mounted.</summary>
public enum MountKind
{
    /// <summary>A volume with a name, or a new one without.</summary>
    Volume,

    /// <summary>A file or folder of the host.</summary>
    Bind,

    /// <summary>Memory that is gone when the container stops.</summary>
    Tmpfs,

    /// <summary>Something else: a named pipe, a cluster volume, an image.</summary>
    Other,
}
