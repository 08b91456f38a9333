namespace Slipway.Containers.Engine.Wire;

internal sealed record ExecStartWire
{
    public bool Detach { get; set; }

    public bool Tty { get; set; }
}
