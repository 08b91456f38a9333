namespace Slipway.Containers.Dockerfiles;

/// <summary>What a <c>RUN --mount</c> brings.</summary>
public enum RunMountKind
{
    /// <summary>Files of the context, a stage or an image.</summary>
    Bind,

    /// <summary>A folder that outlives the build.</summary>
    Cache,

    /// <summary>A folder in memory.</summary>
    Tmpfs,

    /// <summary>A secret.</summary>
    Secret,

    /// <summary>The sockets of an agent.</summary>
    Ssh,
}
