namespace Slipway.Containers.Dockerfiles;

/// <summary>A mount of a <c>RUN</c>, variables replaced.</summary>
public sealed record RunMount
{
    /// <summary>What it brings. Files unless stated.</summary>
    public RunMountKind Kind { get; init; }

    /// <summary>The stage or image that its files come from; the context where it is empty.</summary>
    public string From { get; init; } = "";

    /// <summary>The path there; the root where it is empty.</summary>
    public string Source { get; init; } = "";

    /// <summary>Where it is in the container.</summary>
    public string Target { get; init; } = "";

    /// <summary>Whether it cannot be written to, where that is stated.</summary>
    public bool? IsReadOnly { get; init; }

    /// <summary>The name of a cache, a secret or an agent.</summary>
    public string Id { get; init; } = "";

    /// <summary>How builds share a cache: <c>shared</c>, <c>private</c> or <c>locked</c>; empty where it is not stated.</summary>
    public string Sharing { get; init; } = "";

    /// <summary>Whether the build fails without the secret or the agent.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The size of a folder in memory as written; empty where it is not stated.</summary>
    public string Size { get; init; } = "";

    /// <summary>The mode bits in octal; empty where they are not stated.</summary>
    public string Mode { get; init; } = "";

    /// <summary>The owner; <see langword="null"/> where it is not stated.</summary>
    public uint? User { get; init; }

    /// <summary>The owning group; <see langword="null"/> where it is not stated.</summary>
    public uint? Group { get; init; }

    /// <summary>The environment variable that holds the secret; <see langword="null"/> for a file.</summary>
    public string? Environment { get; init; }

    /// <summary>The flag.</summary>
    public required Place Place { get; init; }
}
