namespace Slipway.Containers.Engine.Wire;

internal sealed record ExecWire
{
    public bool AttachStdin { get; set; }

    public bool AttachStdout { get; set; } = true;

    public bool AttachStderr { get; set; } = true;

    public IReadOnlyList<string> Cmd { get; set; } = [];

    public string? User { get; set; }
}
