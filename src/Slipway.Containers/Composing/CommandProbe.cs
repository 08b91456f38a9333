namespace Slipway.Containers.Composing;

/// <summary>A command that ends with exit code 0 inside the service's container.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Place">Where it is written.</param>
public sealed record CommandProbe(IReadOnlyList<string> Command, Place Place) : Probe(Place)
{
    /// <inheritdoc/>
    public override string What => $"command {(Command is ["sh", "-c", var shell] ? shell : string.Join(' ', Command))}";
}
