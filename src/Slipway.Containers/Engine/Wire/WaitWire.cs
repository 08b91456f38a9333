namespace Slipway.Containers.Engine.Wire;

internal sealed record WaitWire
{
    public int StatusCode { get; set; }
}
