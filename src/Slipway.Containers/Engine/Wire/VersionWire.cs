namespace Slipway.Containers.Engine.Wire;

internal sealed record VersionWire
{
    public string? Version { get; set; }

    public string? ApiVersion { get; set; }

    public string? Os { get; set; }

    public string? Arch { get; set; }

    public Component[]? Components { get; set; }

    internal sealed record Component
    {
        public string? Name { get; set; }
    }
}
