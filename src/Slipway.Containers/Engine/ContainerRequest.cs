namespace Slipway.Containers.Engine;

/// <summary>A container that is to be made.</summary>
public sealed record ContainerRequest
{
    /// <summary>Its name; the engine makes one up unless set.</summary>
    public string? Name { get; init; }

    /// <summary>The image, by a name or an id that the engine has.</summary>
    public required string Image { get; init; }

    /// <summary>The entrypoint; the image's own unless set.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>The command; the image's own unless set.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The user; the image's own unless set.</summary>
    public string? User { get; init; }

    /// <summary>Variables, each <c>NAME=value</c>. They show in the container's description on the engine.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Volumes by name, each at a path inside. The image's files at that path are not copied into them.</summary>
    public IReadOnlyList<ContainerMountPoint> Mounts { get; init; } = [];

    /// <summary>Paths in memory.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    /// <summary>The network; <c>none</c> unless set.</summary>
    public string Network { get; init; } = "none";

    /// <summary>Whether its health is not checked. It is checked as the image says unless set.</summary>
    public bool IsUnchecked { get; init; }
}
