namespace Slipway.Containers.Engine.Wire;

internal sealed record ExecEndWire
{
    public int? ExitCode { get; set; }
}
