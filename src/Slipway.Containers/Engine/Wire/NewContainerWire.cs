namespace Slipway.Containers.Engine.Wire;

internal sealed record NewContainerWire
{
    public string Image { get; set; } = "";

    public IReadOnlyList<string>? Cmd { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    public string? User { get; set; }

    public bool AttachStdin { get; set; }

    public bool OpenStdin { get; set; }

    public bool StdinOnce { get; set; }

    public HostSettings? HostConfig { get; set; }

    internal sealed record HostSettings
    {
        public bool AutoRemove { get; set; }

        public string? NetworkMode { get; set; }

        public bool ReadonlyRootfs { get; set; }

        public IReadOnlyList<string>? CapDrop { get; set; }

        public IReadOnlyList<string>? SecurityOpt { get; set; }
    }
}
