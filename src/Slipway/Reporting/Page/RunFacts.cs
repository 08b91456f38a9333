using Slipway.Execution;
using Slipway.Planning;
using Slipway.Reports;

namespace Slipway.Reporting.Page;

/// <summary>All that the report of a run shows. Masked, but for the names of nodes and the words of the command line.</summary>
internal sealed record RunFacts
{
    /// <summary>When the run started.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>What was to run.</summary>
    public required Plan Plan { get; init; }

    /// <summary>How it ended.</summary>
    public required RunReport Report { get; init; }

    /// <summary>All nodes in the order of the plan.</summary>
    public required IReadOnlyList<TimedNode> Nodes { get; init; }

    /// <summary>What nodes reported.</summary>
    public required IReadOnlyList<ReportTable> Tables { get; init; }

    /// <summary>What the run ran on: names and values.</summary>
    public required IReadOnlyList<(string Name, string Value)> Surroundings { get; init; }

    /// <summary>A node's log, relative to the report; <see langword="null"/> where it has none.</summary>
    public required Func<PlanNode, string?> LogOf { get; init; }

    /// <summary>The last lines, the command that repeats a node.</summary>
    public required NodeDetails Details { get; init; }
}
