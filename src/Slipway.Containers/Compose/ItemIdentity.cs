namespace Slipway.Containers.Compose;

/// <summary>What makes two items of a list the same one: the later takes the place of the earlier.</summary>
internal enum ItemIdentity
{
    /// <summary>Nothing: items may repeat.</summary>
    None,

    /// <summary>The text before the first <c>=</c>.</summary>
    Name,

    /// <summary>The path inside the container.</summary>
    MountTarget,

    /// <summary>The device's path inside the container.</summary>
    DeviceTarget,

    /// <summary>The target below <c>/</c>, or the source where there is none.</summary>
    Config,

    /// <summary>The target below <c>/run/secrets</c>, or the source where there is none.</summary>
    Secret,

    /// <summary>Address, both ports and protocol.</summary>
    Port,

    /// <summary>The port's text.</summary>
    Expose,

    /// <summary>The path.</summary>
    EnvFile,
}
