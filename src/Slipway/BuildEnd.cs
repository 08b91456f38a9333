namespace Slipway;

/// <summary>A run that has ended.</summary>
/// <param name="Succeeded">Whether nothing failed and nothing was left out because of a failure or a stop.</param>
/// <param name="Duration">From start to end.</param>
/// <param name="Failed">The nodes that failed or were interrupted, in the order of the plan.</param>
/// <param name="NotRun">The nodes that were left out because of that.</param>
public sealed record BuildEnd(bool Succeeded, TimeSpan Duration, IReadOnlyList<string> Failed, IReadOnlyList<string> NotRun);
