namespace Slipway.Containers.Engine;

/// <summary>The machine and the settings of an engine.</summary>
public sealed record EngineInfo
{
    /// <summary>The engine's version.</summary>
    public string ServerVersion { get; init; } = "";

    /// <summary>The memory of the machine that it runs on.</summary>
    public ByteSize Memory { get; init; }

    /// <summary>The processors of the machine that it runs on.</summary>
    public int Processors { get; init; }

    /// <summary>The folder that holds its images, containers and volumes.</summary>
    public string RootFolder { get; init; } = "";

    /// <summary>How it stores layers, such as <c>overlay2</c>.</summary>
    public string StorageDriver { get; init; } = "";

    /// <summary>Whether containerd holds its images: an image's id is then the digest of its manifest.</summary>
    public bool UsesContainerdStore { get; init; }

    /// <summary><c>1</c> or <c>2</c>.</summary>
    public string CgroupVersion { get; init; } = "";

    /// <summary>Who makes control groups: <c>cgroupfs</c> for the engine itself, or <c>systemd</c>.</summary>
    public string CgroupDriver { get; init; } = "";

    /// <summary>Containers that run now.</summary>
    public int RunningContainers { get; init; }

    /// <summary>The machine's operating system, such as <c>Debian GNU/Linux 12 (bookworm)</c>.</summary>
    public string OperatingSystem { get; init; } = "";

    /// <summary>The machine's architecture, such as <c>x86_64</c>.</summary>
    public string Architecture { get; init; } = "";

    /// <summary>What its clock says; <see langword="null"/> where it does not tell.</summary>
    public DateTimeOffset? Time { get; init; }
}
