using Slipway.Containers.Engine;

namespace Slipway.Containers.Building;

/// <summary>What an image is built from and what it is called.</summary>
public sealed record ImageBuildRequest
{
    /// <summary>What the image is called in messages: <c>python-ai-service</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The references that it gets when the build has succeeded, and not before.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>
    /// Writes the build context as a tar archive, not compressed, to the stream, front to back: for builders that take no
    /// files one by one. It writes nothing where <see cref="RemoteContext"/> is set.
    /// </summary>
    public required Func<Stream, CancellationToken, Task> WriteContext { get; init; }

    /// <summary>The Dockerfile's path inside the context. <c>Dockerfile</c> unless set.</summary>
    public string DockerfileName { get; init; } = "Dockerfile";

    /// <summary>The Dockerfile's path for people, in messages; <see cref="DockerfileName"/> unless set.</summary>
    public string? DockerfilePath { get; init; }

    /// <summary>The stage to build; the last unless set.</summary>
    public string? Target { get; init; }

    /// <summary>Values for the Dockerfile's <c>ARG</c>s. They stay visible in the image: no secrets.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Labels for the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Such as <c>linux/arm64</c>; the engine's own unless set.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether every step runs, whatever the engine remembers.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether base images are fetched even where the engine has them.</summary>
    public bool Pull { get; init; }

    /// <summary>The network of <c>RUN</c> steps, such as <c>host</c> or <c>none</c>; the engine's default unless set.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>More host names for <c>RUN</c> steps, each as <c>name:address</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Images whose layers may be taken instead of running steps.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>
    /// The folder that <see cref="WriteContext"/> writes, for builders that ask for changed files only;
    /// <see langword="null"/> where there is only an archive.
    /// </summary>
    public BuildFolder? Folder { get; init; }

    /// <summary>The Dockerfile's text, for builders that take files one by one; read from <see cref="Folder"/> unless set.</summary>
    public string? DockerfileText { get; init; }

    /// <summary>The address of a Git repository or an archive that the engine fetches itself; the context is ours unless set.</summary>
    public string? RemoteContext { get; init; }

    /// <summary>What <c>RUN --mount=type=secret</c> may read, by id. None unless set.</summary>
    public IReadOnlyDictionary<string, Func<CancellationToken, ValueTask<byte[]>>> Secrets { get; init; } =
        new Dictionary<string, Func<CancellationToken, ValueTask<byte[]>>>(StringComparer.Ordinal);

    /// <summary>The sockets of the SSH agents that <c>RUN --mount=type=ssh</c> may use, by id. None unless set.</summary>
    public IReadOnlyDictionary<string, string> SshAgents { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Says who we are to a registry's host, <see langword="null"/> where we are nobody; asked when the engine asks. Nobody unless set.</summary>
    public Func<string, CancellationToken, Task<RegistryCredentials?>>? Logins { get; init; }

    /// <summary>More contexts by name: folders of this machine.</summary>
    public IReadOnlyDictionary<string, BuildFolder> NamedFolders { get; init; } = new Dictionary<string, BuildFolder>(StringComparer.Ordinal);

    /// <summary>More contexts by name: <c>docker-image://NAME</c>, or an address that the engine fetches.</summary>
    public IReadOnlyDictionary<string, string> NamedAddresses { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Caches to write to, as <c>docker buildx</c> writes them: <c>type=registry,ref=…</c>.</summary>
    public IReadOnlyList<string> CacheTo { get; init; } = [];

    /// <summary>Several platforms to build for, in place of <see cref="Platform"/>. They need an engine with containerd's image store.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>Stages whose steps run, whatever the engine remembers.</summary>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>The size of <c>/dev/shm</c> in <c>RUN</c> steps; the engine's choice unless set.</summary>
    public ByteSize? SharedMemory { get; init; }

    /// <summary>Limits for <c>RUN</c> steps, each <c>name=soft:hard</c>.</summary>
    public IReadOnlyList<string> Ulimits { get; init; } = [];

    /// <summary>The control group that <c>RUN</c> steps run below; the engine's choice unless set.</summary>
    public string? ControlGroup { get; init; }

    /// <summary>Attestations by kind, <c>provenance</c> or <c>sbom</c>, with their parameters. They need an engine with containerd's image store.</summary>
    public IReadOnlyDictionary<string, string> Attestations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rights that steps may use, such as <c>security.insecure</c>. The engine has to allow them too.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>Finds the Dockerfile's line that a step comes from, for messages; steps have no line unless set.</summary>
    public Func<BuildStep, Place?>? FindPlace { get; init; }
}
