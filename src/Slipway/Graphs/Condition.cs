namespace Slipway.Graphs;

/// <summary>When a target runs.</summary>
/// <param name="Holds">Asked while planning.</param>
/// <param name="Otherwise">Why the target is skipped.</param>
internal sealed record Condition(Func<bool> Holds, string Otherwise);
