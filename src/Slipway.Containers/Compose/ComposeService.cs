namespace Slipway.Containers.Compose;

/// <summary>A service of the project.</summary>
public sealed record ComposeService
{
    private static readonly IReadOnlyDictionary<string, string> NoPairs = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its key below <c>services:</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is written; in the last file that mentions it.</summary>
    public required Place Place { get; init; }

    /// <summary>Whether the chosen profiles include it.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The image as written, or <see langword="null"/> where compose makes up a name for what is built.</summary>
    public string? Image { get; init; }

    /// <summary>How its image is built; <see langword="null"/> where it is pulled.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>The command; the image's own where it is <see langword="null"/>.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>The entrypoint; the image's own where it is <see langword="null"/>, none where it is empty.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>
    /// The variables of <c>environment:</c>; <see langword="null"/> for one whose value was to come from the environment,
    /// which has none. Values may be secret. Those of <see cref="EnvFiles"/> are in <see cref="AllVariables"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Files with more variables; <see cref="Environment"/> wins.</summary>
    public IReadOnlyList<ComposeEnvFile> EnvFiles { get; init; } = [];

    /// <summary>The ports, ranges of the container written out.</summary>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>Ports that other services may use.</summary>
    public IReadOnlyList<string> Expose { get; init; } = [];

    /// <summary>The services it needs, also those implied by <c>network_mode: service:…</c> and the like.</summary>
    public IReadOnlyList<ComposeDependency> DependsOn { get; init; } = [];

    /// <summary>The health check; the image's own where it is <see langword="null"/>.</summary>
    public ComposeHealthCheck? HealthCheck { get; init; }

    /// <summary>The profiles that include it; it is always included where there are none.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>What its containers see at paths of theirs.</summary>
    public IReadOnlyList<ComposeMount> Volumes { get; init; } = [];

    /// <summary>The networks it is on.</summary>
    public IReadOnlyList<ComposeNetworkUse> Networks { get; init; } = [];

    /// <summary>The secrets it reads.</summary>
    public IReadOnlyList<ComposeFileUse> Secrets { get; init; } = [];

    /// <summary>The configs it reads.</summary>
    public IReadOnlyList<ComposeFileUse> Configs { get; init; } = [];

    /// <summary>What it may use at most.</summary>
    public ComposeResources Limits { get; init; } = new();

    /// <summary>What is kept for it.</summary>
    public ComposeResources Reservations { get; init; } = new();

    /// <summary>Labels of its containers.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = NoPairs;

    /// <summary>The name of its container; compose makes one up unless set.</summary>
    public string? ContainerName { get; init; }

    /// <summary>How many containers it has. 1 unless set.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>When the engine starts it again: <c>no</c>, <c>always</c>, <c>on-failure</c>, <c>unless-stopped</c>.</summary>
    public string? Restart { get; init; }

    /// <summary>The user its containers run as; the image's own unless set.</summary>
    public string? User { get; init; }

    /// <summary>The platform such as <c>linux/amd64</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>When its image is pulled.</summary>
    public string? PullPolicy { get; init; }

    /// <summary><c>host</c>, <c>none</c>, <c>service:…</c>; networks are used unless set.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>Whether the file system of its containers is read only.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Whether an init process runs in its containers; the engine decides unless set.</summary>
    public bool? Init { get; init; }

    /// <summary>How long it has to stop before it is killed; the engine takes 10 s unless set.</summary>
    public TimeSpan? StopGracePeriod { get; init; }

    /// <summary>What is written below <c>x-slipway:</c>.</summary>
    public YamlMapping? Extension { get; init; }

    /// <summary>All its fields as the files have them: merged, variables replaced, in long forms.</summary>
    public YamlMapping Definition { get; init; } = Yaml.Mapping(default);

    /// <summary>
    /// The variables that its containers have: those of <see cref="EnvFiles"/>, and those of <see cref="Environment"/> over
    /// them. Files that are missing count as empty. Values may be secret.
    /// </summary>
    public IReadOnlyDictionary<string, string?> AllVariables { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Limits of the kernel.</summary>
    public IReadOnlyDictionary<string, ComposeUlimit> Ulimits { get; init; } = new Dictionary<string, ComposeUlimit>(StringComparer.Ordinal);

    /// <summary>Hosts with addresses, each <c>host=address</c>, sorted.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Devices of the host.</summary>
    public IReadOnlyList<ComposeDevice> Devices { get; init; } = [];

    /// <summary>Where its output goes; the engine's choice unless set.</summary>
    public ComposeLogging? Logging { get; init; }

    /// <summary>Capabilities that it has beyond the usual ones.</summary>
    public IReadOnlyList<string> CapAdd { get; init; } = [];

    /// <summary>Capabilities that it does not have.</summary>
    public IReadOnlyList<string> CapDrop { get; init; } = [];

    /// <summary>Security options such as <c>no-new-privileges:true</c>.</summary>
    public IReadOnlyList<string> SecurityOptions { get; init; } = [];

    /// <summary>Whether its containers have all rights.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>The size of <c>/dev/shm</c>; the engine's choice unless set.</summary>
    public ByteSize? ShmSize { get; init; }

    /// <summary>Paths in memory, with options.</summary>
    public IReadOnlyList<string> Tmpfs { get; init; } = [];

    /// <summary>Kernel settings of its containers.</summary>
    public IReadOnlyDictionary<string, string> Sysctls { get; init; } = NoPairs;

    /// <summary>What happens when files change, where <c>docker compose watch</c> runs.</summary>
    public IReadOnlyList<ComposeWatch> Watch { get; init; } = [];

    /// <summary>Commands after the start of a container.</summary>
    public IReadOnlyList<ComposeHook> PostStart { get; init; } = [];

    /// <summary>Commands before the stop of a container.</summary>
    public IReadOnlyList<ComposeHook> PreStop { get; init; } = [];

    /// <summary>The folder that its command runs in; the image's own unless set.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The name that its containers have for themselves; their id unless set.</summary>
    public string? Hostname { get; init; }

    /// <summary>Labels of <c>label_file</c>, which <see cref="Labels"/> are laid over.</summary>
    internal IReadOnlyDictionary<string, string> FileLabels { get; init; } = NoPairs;

    // What is wrong with files that it reads: compose minds only where the service is active.
    internal IReadOnlyList<Problem> FileProblems { get; init; } = [];
}
