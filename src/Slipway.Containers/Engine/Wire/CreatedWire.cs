namespace Slipway.Containers.Engine.Wire;

internal sealed record CreatedWire
{
    public string Id { get; set; } = "";
}
