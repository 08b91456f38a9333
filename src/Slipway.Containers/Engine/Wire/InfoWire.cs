namespace Slipway.Containers.Engine.Wire;

internal sealed record InfoWire
{
    public string? ServerVersion { get; set; }

    public long MemTotal { get; set; }

    public int NCPU { get; set; }

    public string? DockerRootDir { get; set; }

    public string? Driver { get; set; }

    // Pairs, such as ["driver-type", "io.containerd.snapshotter.v1"].
    public string[][]? DriverStatus { get; set; }

    public string? CgroupVersion { get; set; }

    public string? CgroupDriver { get; set; }

    public int ContainersRunning { get; set; }

    public string? OperatingSystem { get; set; }

    public string? Architecture { get; set; }

    // Text, not a time: Podman writes none.
    public string? SystemTime { get; set; }
}
