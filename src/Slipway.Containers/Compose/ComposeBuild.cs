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

    /// <summary>The agents and keys that <c>RUN --mount=type=ssh</c> may use.</summary>
    public IReadOnlyList<ComposeSshKey> Ssh { get; init; } = [];

    /// <summary>Hosts with addresses for <c>RUN</c> steps, each <c>host=address</c>, sorted.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Limits for <c>RUN</c> steps.</summary>
    public IReadOnlyDictionary<string, ComposeUlimit> Ulimits { get; init; } = new Dictionary<string, ComposeUlimit>(StringComparer.Ordinal);

    /// <summary>The size of <c>/dev/shm</c> in <c>RUN</c> steps; the engine's choice unless set.</summary>
    public ByteSize? ShmSize { get; init; }

    /// <summary>Whether <c>RUN</c> steps have all rights.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>How Windows containers are kept apart; the engine's choice unless set.</summary>
    public string? Isolation { get; init; }

    /// <summary>Rights that the build may use, such as <c>network.host</c>.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>Stages for which the cache is left aside.</summary>
    public IReadOnlyList<string> NoCacheFilter { get; init; } = [];

    /// <summary>How provenance is recorded: <c>true</c>, <c>false</c> or parameters; the builder's choice unless set.</summary>
    public string? Provenance { get; init; }

    /// <summary>How a bill of materials is made: <c>true</c>, <c>false</c> or parameters; the builder's choice unless set.</summary>
    public string? Sbom { get; init; }
}
