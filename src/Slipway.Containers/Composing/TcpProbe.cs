using System.Globalization;

namespace Slipway.Containers.Composing;

/// <summary>A port that takes connections.</summary>
/// <param name="Host">The host; <see langword="null"/> for where the service's container publishes that port of its own.</param>
/// <param name="Port">The port.</param>
/// <param name="Place">Where it is written.</param>
public sealed record TcpProbe(string? Host, int Port, Place Place) : Probe(Place)
{
    /// <inheritdoc/>
    public override string What => string.Create(CultureInfo.InvariantCulture, $"a connection to {Host ?? "its port"}{(Host is null ? " " : ":")}{Port}");
}
