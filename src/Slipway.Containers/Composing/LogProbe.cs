namespace Slipway.Containers.Composing;

/// <summary>A line that the service's container writes after its start.</summary>
/// <param name="Text">What the line contains.</param>
/// <param name="Place">Where it is written.</param>
public sealed record LogProbe(string Text, Place Place) : Probe(Place)
{
    /// <inheritdoc/>
    public override string What => $"log line \"{Text}\"";
}
