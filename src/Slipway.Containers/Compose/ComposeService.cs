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
    /// which has none. Values may be secret. Files of <see cref="EnvFiles"/> are not read.
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

    /// <summary>All its fields as the files have them, merged and with variables replaced.</summary>
    public YamlMapping? Definition { get; init; }

    // What its fields contradict each other in: compose minds only where the service is active.
    internal IReadOnlyList<Problem> Conflicts { get; init; } = [];
}
