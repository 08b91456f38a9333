namespace Slipway.Containers.Engine.Wire;

internal sealed record ContainerSummaryWire
{
    public string Id { get; set; } = "";

    public string[]? Names { get; set; }

    public string? Image { get; set; }

    public string? ImageID { get; set; }

    public string? State { get; set; }

    public string? Status { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public Port[]? Ports { get; set; }

    public UsedMount[]? Mounts { get; set; }

    internal sealed record UsedMount
    {
        public string? Name { get; set; }
    }

    internal sealed record Port
    {
        public string? IP { get; set; }

        public int PrivatePort { get; set; }

        public int PublicPort { get; set; }

        public string? Type { get; set; }
    }
}
