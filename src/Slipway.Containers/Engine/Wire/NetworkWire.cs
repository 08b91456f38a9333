namespace Slipway.Containers.Engine.Wire;

internal sealed record NetworkWire
{
    public string Id { get; set; } = "";

    public string Name { get; set; } = "";

    public string? Driver { get; set; }

    public Dictionary<string, string>? Labels { get; set; }
}
