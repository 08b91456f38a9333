using Slipway.Graphs;

namespace Slipway.Files;

/// <summary>That a target reads another's artifacts.</summary>
/// <param name="definition">The other target, as it was read from its property.</param>
/// <param name="patterns">Which of its artifacts; all where there are none.</param>
internal sealed class Consumption(Delegate definition, IReadOnlyList<string> patterns)
{
    public Delegate Definition { get; } = definition;

    public IReadOnlyList<string> Patterns { get; } = patterns;

    /// <summary>The other target, in a valid graph.</summary>
    public GraphTarget? Target { get; set; }
}
