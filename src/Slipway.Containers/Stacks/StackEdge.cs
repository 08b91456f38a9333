namespace Slipway.Containers.Stacks;

/// <summary>That a node of a stack's graph needs another one.</summary>
/// <param name="From">The id of the node that is needed.</param>
/// <param name="To">The id of the node that needs it.</param>
/// <param name="Kind">
/// <c>started</c>, <c>healthy</c> or <c>completed</c> between services; <c>runs</c> from an image to a service; <c>final</c> from a
/// stage to its image; <c>from</c>, <c>copy</c> or <c>mount</c> to a stage.
/// </param>
public sealed record StackEdge(string From, string To, string Kind);
