using System.Collections;
using System.Globalization;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Ports that are exposed, each once, in their order.</summary>
internal sealed class PortSet
{
    private readonly List<string> _names = [];

    // A range may have all ports, and stand on many lines: what is known already costs a bit and no text.
    private readonly Dictionary<string, BitArray> _known = new(StringComparer.Ordinal);

    /// <summary>The ports, such as <c>80/tcp</c>.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Adds ports.</summary>
    public void Add(PortSpan span)
    {
        if (!_known.TryGetValue(span.Protocol, out var known))
            _known[span.Protocol] = known = new BitArray(ExposedPorts.Largest + 1);
        for (var port = span.First; port <= span.Last; port++)
        {
            if (known[port])
                continue;
            known[port] = true;
            _names.Add(string.Create(CultureInfo.InvariantCulture, $"{port}/{span.Protocol}"));
        }
    }

    /// <summary>Adds the ports of another, of which none is known here yet.</summary>
    public void Inherit(PortSet other)
    {
        _names.AddRange(other._names);
        foreach (var (protocol, known) in other._known)
            _known[protocol] = new BitArray(known);
    }
}
