namespace Slipway.Graphs;

/// <summary>A reference from one target to another.</summary>
/// <param name="Kind">What it means.</param>
/// <param name="Definition">The other target, as it was read from its property; see <see cref="DefinitionMap"/>.</param>
internal sealed record Link(LinkKind Kind, Delegate Definition);
