using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>What became of a node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Duration">How long it ran.</param>
/// <param name="Why">The reason, or what the node said of itself. Masked.</param>
/// <param name="Failure">The text of the problem, masked, where it failed.</param>
internal sealed record NodeReport(PlanNode Node, Outcome Outcome, TimeSpan Duration, string Why, string? Failure = null)
{
    /// <summary>What is wrong, where it failed. Masked.</summary>
    public IReadOnlyList<Problem> Problems { get; init; } = [];

    /// <summary>What a failure lets the run end with.</summary>
    public int ExitCode { get; init; }
}
