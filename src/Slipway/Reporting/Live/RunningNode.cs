using Slipway.Planning;

namespace Slipway.Reporting.Live;

/// <summary>A node that runs.</summary>
/// <param name="Node">The node.</param>
/// <param name="Started">When, as a timestamp of the clock.</param>
internal sealed record RunningNode(PlanNode Node, long Started)
{
    /// <summary>The newest line that it said.</summary>
    public string LastLine { get; set; } = "";
}
