namespace Slipway.Containers.Engine.Wire;

internal sealed record NetworkWire
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Driver { get; set; }

    public Dictionary<string, string>? Labels { get; set; }

    public AddressManagement? IPAM { get; set; }

    internal sealed record AddressManagement
    {
        public Range[]? Config { get; set; }
    }

    internal sealed record Range
    {
        public string? Subnet { get; set; }
    }
}
