namespace Slipway.Containers.Engine.Wire;

internal sealed record ExecStateWire
{
    public int? ExitCode { get; set; }

    public bool Running { get; set; }
}
