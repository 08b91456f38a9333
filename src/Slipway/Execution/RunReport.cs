namespace Slipway.Execution;

/// <summary>What became of a run.</summary>
/// <param name="Nodes">In the order of the plan.</param>
/// <param name="Duration">From start to end.</param>
/// <param name="ExitCode">One of <see cref="ExitCodes"/>.</param>
internal sealed record RunReport(IReadOnlyList<NodeReport> Nodes, TimeSpan Duration, int ExitCode);
