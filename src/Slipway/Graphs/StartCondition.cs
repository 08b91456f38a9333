namespace Slipway.Graphs;

/// <summary>When a node runs, asked right before it starts.</summary>
/// <param name="Holds">Asked with the node's item and context.</param>
/// <param name="Text">What is asked, as it was written.</param>
/// <param name="Otherwise">Why the node is skipped.</param>
internal sealed record StartCondition(Func<object?, RunContext, Task<bool>> Holds, string Text, string Otherwise);
