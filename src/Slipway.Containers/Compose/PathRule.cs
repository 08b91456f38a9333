namespace Slipway.Containers.Compose;

/// <summary>How a value is made an absolute path.</summary>
internal enum PathRule
{
    /// <summary>It is no path.</summary>
    None,

    /// <summary>A path on this machine.</summary>
    Local,

    /// <summary>A path on this machine or on a Windows machine.</summary>
    LocalOrWindows,

    /// <summary>A path, with the first symbolic link in it resolved.</summary>
    WithoutLinks,

    /// <summary>A build context: a path, or an address.</summary>
    Context,

    /// <summary>The <c>source</c> of a mount of type <c>bind</c>.</summary>
    Mount,

    /// <summary>The <c>device</c> option of a local volume that is a bind mount.</summary>
    VolumeDevice,
}
