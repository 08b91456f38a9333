using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Slipway.BuildKit;

/// <summary>A Dockerfile to build, in the words of its author rather than the builder's.</summary>
public sealed record DockerfileBuild
{
    private const string ContextName = "context";
    private const string DockerfileContext = "dockerfile";

    /// <summary>The files that the Dockerfile copies. Leave it out where <see cref="RemoteContext"/> is set.</summary>
    public IContextFiles? Context { get; init; }

    /// <summary>The address of a Git repository or an archive that the builder fetches itself, in place of <see cref="Context"/>.</summary>
    public string? RemoteContext { get; init; }

    /// <summary>Where the Dockerfile lies; in <see cref="Context"/> unless set.</summary>
    public IContextFiles? DockerfileFolder { get; init; }

    /// <summary>The Dockerfile's path there. <c>Dockerfile</c> unless set.</summary>
    public string DockerfileName { get; init; } = "Dockerfile";

    /// <summary>The names that the image gets.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The stage to build; the last unless set.</summary>
    public string? Target { get; init; }

    /// <summary>Values for the Dockerfile's <c>ARG</c>s. They stay visible in the image: no secrets.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Labels for the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Platforms such as <c>linux/arm64</c>; the builder's own unless set. Several need an engine with containerd's image store.</summary>
    public IReadOnlyList<string> Platforms { get; init; } = [];

    /// <summary>The network of <c>RUN</c> steps, <c>host</c> or <c>none</c>; one of their own unless set.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>More host names for <c>RUN</c> steps, each <c>name=address</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>More contexts by name: folders of ours.</summary>
    public IReadOnlyDictionary<string, IContextFiles> NamedContexts { get; init; } = new Dictionary<string, IContextFiles>(StringComparer.Ordinal);

    /// <summary>More contexts by name: <c>docker-image://NAME</c>, <c>target:STAGE</c>, or an address that the builder fetches.</summary>
    public IReadOnlyDictionary<string, string> NamedAddresses { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Caches to read from.</summary>
    public IReadOnlyList<CacheOption> CacheImports { get; init; } = [];

    /// <summary>Caches to write to.</summary>
    public IReadOnlyList<CacheOption> CacheExports { get; init; } = [];

    /// <summary>Whether every step runs, whatever the builder remembers.</summary>
    public bool NoCache { get; init; }

    /// <summary>Stages whose steps run, whatever the builder remembers.</summary>
    public IReadOnlyList<string> NoCacheStages { get; init; } = [];

    /// <summary>Whether bases are looked up in their registries even where the engine has them.</summary>
    public bool Pull { get; init; }

    /// <summary>The size of <c>/dev/shm</c> in <c>RUN</c> steps, in bytes; the builder's choice unless set.</summary>
    public long? SharedMemory { get; init; }

    /// <summary>Limits for <c>RUN</c> steps, each <c>name=soft:hard</c>.</summary>
    public IReadOnlyList<string> Ulimits { get; init; } = [];

    /// <summary>The control group that <c>RUN</c> steps run below; the builder's choice unless set.</summary>
    public string? CgroupParent { get; init; }

    /// <summary>Attestations by kind, <c>provenance</c> or <c>sbom</c>, with their parameters. They need containerd's image store.</summary>
    public IReadOnlyDictionary<string, string> Attestations { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Rights that steps may use, such as <c>security.insecure</c>. <c>network.host</c> is added where <see cref="NetworkMode"/> needs it.</summary>
    public IReadOnlyList<string> Entitlements { get; init; } = [];

    /// <summary>What else the builder may ask of us: secrets, logins, SSH agents. Its contexts are filled in here.</summary>
    public SessionOptions Session { get; init; } = new();

    /// <summary>The build in the builder's words.</summary>
    /// <exception cref="InvalidOperationException">Neither or both of <see cref="Context"/> and <see cref="RemoteContext"/> are set.</exception>
    public SolveRequest ToRequest()
    {
        if (Context is null == RemoteContext is null)
            throw new InvalidOperationException("A build needs a context, from here or from an address.");
        var isHost = NetworkMode == "host";
        return new SolveRequest
        {
            FrontendAttributes = Attributes(),
            Exporter = "moby",
            ExporterAttributes = Tags.Count == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = string.Join(',', Tags) },
            CacheImports = CacheImports,
            CacheExports = CacheExports,
            Entitlements = isHost && !Entitlements.Contains("network.host", StringComparer.Ordinal) ? [.. Entitlements, "network.host"] : Entitlements,
            Session = Session with { Contexts = Contexts() },
        };
    }

    private Dictionary<string, IContextFiles> Contexts()
    {
        var contexts = new Dictionary<string, IContextFiles>(Session.Contexts, StringComparer.Ordinal);
        if (Context is { } context)
            contexts[ContextName] = context;
        if ((DockerfileFolder ?? Context) is { } folder)
            contexts[DockerfileContext] = folder;
        foreach (var (name, files) in NamedContexts)
            contexts[LocalName(name)] = files;
        return contexts;
    }

    // The builder keeps what it was sent by this name: that of the main context is taken.
    private static string LocalName(string name) => name is ContextName or DockerfileContext ? name + "-named" : name;

    private Dictionary<string, string> Attributes()
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal) { ["filename"] = DockerfileName };
        void Set(string name, string? value)
        {
            if (value is { Length: > 0 })
                attributes[name] = value;
        }

        Set("target", Target);
        Set("platform", string.Join(',', Platforms));
        Set("force-network-mode", NetworkMode is "default" or "bridge" ? null : NetworkMode);
        Set("add-hosts", string.Join(',', ExtraHosts));
        Set("ulimit", string.Join(',', Ulimits));
        Set("shm-size", SharedMemory?.ToString(CultureInfo.InvariantCulture));
        Set("cgroup-parent", CgroupParent);
        Set("image-resolve-mode", Pull ? "pull" : "local");
        Set("cache-imports", CacheImports.Count == 0 ? null : Json(CacheImports));
        if (RemoteContext is { } address)
        {
            attributes[ContextName] = address;
            if (DockerfileFolder is not null)
                attributes["dockerfilekey"] = DockerfileContext;
        }

        // Empty means all stages.
        if (NoCache)
            attributes["no-cache"] = "";
        else
            Set("no-cache", string.Join(',', NoCacheStages));
        foreach (var (name, value) in Arguments)
            attributes["build-arg:" + name] = value;
        foreach (var (name, value) in Labels)
            attributes["label:" + name] = value;
        foreach (var (kind, value) in Attestations)
            attributes["attest:" + kind] = value;
        foreach (var name in NamedContexts.Keys)
            attributes["context:" + name] = "local:" + LocalName(name);
        foreach (var (name, value) in NamedAddresses)
            attributes["context:" + name] = value;
        return attributes;
    }

    private static string Json(IReadOnlyList<CacheOption> options)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartArray();
            foreach (var option in options)
            {
                json.WriteStartObject();
                json.WriteString("Type", option.Type);
                json.WriteStartObject("Attrs");
                foreach (var (key, value) in option.Attributes)
                    json.WriteString(key, value);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
