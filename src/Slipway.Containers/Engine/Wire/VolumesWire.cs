namespace Slipway.Containers.Engine.Wire;

internal sealed record VolumesWire
{
    public Volume[]? Volumes { get; set; }

    internal sealed record Volume
    {
        public string Name { get; set; } = "";

        public string? Driver { get; set; }

        public Dictionary<string, string>? Labels { get; set; }

        public Dictionary<string, string>? Options { get; set; }
    }
}
