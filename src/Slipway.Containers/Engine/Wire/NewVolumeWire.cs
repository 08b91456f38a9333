namespace Slipway.Containers.Engine.Wire;

internal sealed record NewVolumeWire
{
    public string Name { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Labels { get; set; }
}
