namespace Slipway.Containers.Engine;

/// <summary>What an engine says about itself.</summary>
/// <param name="Api">The newest version of the Engine API that it speaks.</param>
public sealed record EngineVersion(Version Api)
{
    /// <summary>Its own version, such as <c>26.1.5</c>; <see langword="null"/> where it does not tell.</summary>
    public string? Engine { get; init; }

    /// <summary>The operating system of its containers, mostly <c>linux</c>.</summary>
    public string OperatingSystem { get; init; } = "linux";

    /// <summary>The architecture of its containers, such as <c>amd64</c>; empty unless asked for by <see cref="EngineClient.VersionAsync"/>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>Whether it builds with BuildKit.</summary>
    public bool HasBuildKit { get; init; }

    /// <summary>Whether it is Podman behind Docker's API.</summary>
    public bool IsPodman { get; init; }
}
