using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Contexts;

/// <summary>All that an image is made of.</summary>
public sealed record FingerprintInputs
{
    /// <summary>
    /// The context, absolute; <see langword="null"/> where it lies at an address, which then belongs to <see cref="Settings"/>.
    /// </summary>
    public required string? Folder { get; init; }

    /// <summary>What is left out of it. Nothing unless set.</summary>
    public DockerIgnore Ignore { get; init; } = DockerIgnore.None;

    /// <summary>The Dockerfile.</summary>
    public required Dockerfile Dockerfile { get; init; }

    /// <summary>Target, arguments, platform. Of the arguments only those count that the file declares, where it is here to be read.</summary>
    public DockerfileOptions Options { get; init; } = new();

    /// <summary>Labels that the image is given. None unless set.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The network of <c>RUN</c> steps; the engine's default unless set.</summary>
    public string? Network { get; init; }

    /// <summary>Other settings that may change the image, by name. None unless set.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Knows the files that were hashed before and left alone since. All of them are read each time unless set.</summary>
    public IFileState? Files { get; init; }

    /// <summary>The ids of the base images, and of images of additional contexts, by the name they are used under.</summary>
    public IReadOnlyDictionary<string, string> BaseImages { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Additional contexts that are folders, by name; absolute. They count whole.</summary>
    public IReadOnlyDictionary<string, string> Contexts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
