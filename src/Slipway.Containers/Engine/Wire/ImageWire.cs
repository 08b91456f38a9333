namespace Slipway.Containers.Engine.Wire;

internal sealed record ImageWire
{
    public string Id { get; set; } = "";

    public string[]? RepoTags { get; set; }

    public string[]? RepoDigests { get; set; }

    public long Size { get; set; }

    // Text, not a time: imported images have an empty one.
    public string? Created { get; set; }

    public string? Architecture { get; set; }

    public string? Os { get; set; }

    public FileSystem? RootFS { get; set; }

    public ImageConfig? Config { get; set; }

    internal sealed record FileSystem
    {
        public string[]? Layers { get; set; }
    }

    internal sealed record ImageConfig
    {
        public string? User { get; set; }

        public string[]? Env { get; set; }

        public Dictionary<string, string>? Labels { get; set; }

        public string[]? Entrypoint { get; set; }

        public string[]? Cmd { get; set; }

        public Dictionary<string, System.Text.Json.JsonElement>? ExposedPorts { get; set; }

        public HealthCheck? Healthcheck { get; set; }
    }

    // Times in nanoseconds.
    internal sealed record HealthCheck
    {
        public string[]? Test { get; set; }

        public long Interval { get; set; }

        public long Timeout { get; set; }

        public long StartPeriod { get; set; }

        public int Retries { get; set; }
    }
}
