namespace Slipway.Containers.Engine;

/// <summary>Everything that we ask about a container.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, without the leading slash.</param>
public sealed record ContainerDetails(string Id, string Name)
{
    /// <summary>The image by its id.</summary>
    public string ImageId { get; init; } = "";

    /// <summary>The image by the name it was started with.</summary>
    public string Image { get; init; } = "";

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its ports.</summary>
    public IReadOnlyList<ContainerPort> Ports { get; init; } = [];

    /// <summary>Where in its life it is.</summary>
    public ContainerStatus Status { get; init; }

    /// <summary>How its process ended; 0 while it runs.</summary>
    public int ExitCode { get; init; }

    /// <summary>Whether the kernel killed a process of it for memory: not always its main one.</summary>
    public bool OutOfMemory { get; init; }

    /// <summary>Why it could not be started; empty unless that happened.</summary>
    public string Error { get; init; } = "";

    /// <summary>When its process was last started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How often the engine has started it again by itself.</summary>
    public int Restarts { get; init; }

    /// <summary>What its health checks say. An exited or paused container keeps what was said last.</summary>
    public HealthStatus Health { get; init; }

    /// <summary>The last checks, oldest first; the engine keeps five.</summary>
    public IReadOnlyList<HealthProbe> Probes { get; init; } = [];

    /// <summary>Checks in a row that have failed up to now.</summary>
    public int FailingStreak { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>The processors that it may keep busy: 1.5 is one and a half; no limit where zero.</summary>
    public double ProcessorLimit { get; init; }

    /// <summary>What it sees at paths of its own.</summary>
    public IReadOnlyList<ContainerMountPoint> Mounts { get; init; } = [];

    /// <summary>The user that its process runs as; empty for root.</summary>
    public string User { get; init; } = "";

    /// <summary>Whether it has a terminal, so that its output is one stream.</summary>
    public bool HasTerminal { get; init; }

    /// <summary>How its health is checked, the image's setting included; <see langword="null"/> where it is not.</summary>
    public HealthCheckSetting? HealthCheck { get; init; }

    /// <summary>The most memory that it may use; <see langword="null"/> where there is no limit.</summary>
    public ByteSize? MemoryLimit { get; init; }

    /// <summary>Its variables, each as <c>NAME=value</c>. Values may be secret.</summary>
    public IReadOnlyList<string> Environment { get; init; } = [];
}
