using System.Text.Json;

namespace Slipway.Containers.Engine.Wire;

internal sealed record ContainerWire
{
    public string Id { get; set; } = "";

    public string? Name { get; set; }

    public string? Image { get; set; }

    public int RestartCount { get; set; }

    public ContainerConfig? Config { get; set; }

    public Life? State { get; set; }

    public DateTimeOffset? Created { get; set; }

    public Host? HostConfig { get; set; }

    public Mount[]? Mounts { get; set; }

    public Network? NetworkSettings { get; set; }

    internal sealed record ContainerConfig
    {
        public string? Image { get; set; }

        public bool Tty { get; set; }

        public string? User { get; set; }

        public Dictionary<string, string>? Labels { get; set; }

        public string[]? Env { get; set; }

        public ImageWire.HealthCheck? Healthcheck { get; set; }
    }

    internal sealed record Host
    {
        private const double WholeProcessor = 1_000_000_000;

        // Microseconds, where only the quota is set.
        private const double UsualPeriod = 100_000;

        public long Memory { get; set; }

        public long NanoCpus { get; set; }

        public long CpuQuota { get; set; }

        public long CpuPeriod { get; set; }

        public double Processors => NanoCpus > 0 ? NanoCpus / WholeProcessor : CpuQuota > 0 ? CpuQuota / (CpuPeriod > 0 ? CpuPeriod : UsualPeriod) : 0;
    }

    internal sealed record Mount
    {
        public string? Type { get; set; }

        public string? Name { get; set; }

        public string? Source { get; set; }

        public string? Destination { get; set; }

        public bool RW { get; set; } = true;
    }

    internal sealed record Life
    {
        public string? Status { get; set; }

        public int ExitCode { get; set; }

        public bool OOMKilled { get; set; }

        public string? Error { get; set; }

        public DateTimeOffset? StartedAt { get; set; }

        public HealthState? Health { get; set; }
    }

    internal sealed record HealthState
    {
        public string? Status { get; set; }

        public int FailingStreak { get; set; }

        public Probe[]? Log { get; set; }
    }

    internal sealed record Probe
    {
        // Text on Podman may lack what a time needs: read leniently.
        public JsonElement End { get; set; }

        public int ExitCode { get; set; }

        public string? Output { get; set; }
    }

    internal sealed record Network
    {
        public Dictionary<string, Binding[]?>? Ports { get; set; }
    }

    internal sealed record Binding
    {
        public string? HostIp { get; set; }

        public string? HostPort { get; set; }
    }
}
