namespace Slipway.Containers.Compose;

/// <summary>Something that a service's containers see at a path of theirs.</summary>
public sealed record ComposeMount
{
    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>What is mounted.</summary>
    public required MountKind Kind { get; init; }

    /// <summary>
    /// The absolute path on the host, or the key of the volume below <c>volumes:</c>;
    /// <see langword="null"/> for memory and for a volume without a name.
    /// </summary>
    public string? Source { get; init; }

    /// <summary>The path inside the container.</summary>
    public required string Target { get; init; }

    /// <summary>Whether the container may only read it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether the host's folder is made where it is missing. True for the short form.</summary>
    public bool CreatesHostPath { get; init; }
}
