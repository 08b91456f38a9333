namespace Slipway.Graphs;

/// <summary>When a target, or a node of it, runs.</summary>
/// <param name="Holds">Asked while planning: with an item where <paramref name="IsPerItem"/>.</param>
/// <param name="Otherwise">Why it is skipped.</param>
/// <param name="IsPerItem">Whether it is asked for each item.</param>
internal sealed record Condition(Func<object?, bool> Holds, string Otherwise, bool IsPerItem = false);
