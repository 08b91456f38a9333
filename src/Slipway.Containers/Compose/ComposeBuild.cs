namespace Slipway.Containers.Compose;

/// <summary>How a service's image is built.</summary>
public sealed record ComposeBuild
{
    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>The context: an absolute folder, or an address where <see cref="IsRemote"/>.</summary>
    public required string Context { get; init; }

    /// <summary>Whether the context is an address, such as that of a Git repository.</summary>
    public bool IsRemote { get; init; }

    /// <summary>The Dockerfile as written, relative to the context. <c>Dockerfile</c> unless set.</summary>
    public string Dockerfile { get; init; } = "Dockerfile";

    /// <summary>The Dockerfile's absolute path; <see langword="null"/> where it is inline or the context is remote.</summary>
    public string? DockerfilePath =>
        IsRemote || DockerfileInline is not null ? null : Path.GetFullPath(Path.Combine(Context, Dockerfile));

    /// <summary>The Dockerfile's text where the compose file has it.</summary>
    public string? DockerfileInline { get; init; }

    /// <summary>The stage to build; the last one unless set.</summary>
    public string? Target { get; init; }

    /// <summary>Build arguments. One without a value in the file has that of the environment, or is left out.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Labels for the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The network of <c>RUN</c> steps; the engine's default unless set.</summary>
    public string? Network { get; init; }

    /// <summary>Caches to import.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>Caches to export.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>More contexts by name: absolute folders, or addresses such as <c>docker-image://alpine</c>.</summary>
    public IReadOnlyDictionary<string, string> AdditionalContexts { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The secrets that <c>RUN --mount=type=secret</c> may read.</summary>
    public IReadOnlyList<ComposeFileUse> Secrets { get; init; } = [];

    /// <summary>More names for the image.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The platforms to build for.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Whether the cache is left aside.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether bases are pulled even where they are present.</summary>
    public bool Pull { get; init; }
}
