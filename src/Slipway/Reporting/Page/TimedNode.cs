using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting.Page;

/// <summary>When a node of a run worked, and what became of it.</summary>
/// <param name="Node">The node.</param>
internal sealed record TimedNode(PlanNode Node)
{
    /// <summary>When its work started, after the start of the run; <see langword="null"/> where it never did.</summary>
    public TimeSpan? Start { get; set; }

    /// <summary>When it ended, after the start of the run.</summary>
    public TimeSpan End { get; set; }

    /// <summary>What became of it.</summary>
    public NodeReport? Report { get; set; }

    /// <summary>Whether the run would have been shorter without it.</summary>
    public bool IsCritical { get; set; }

    /// <summary>How long it worked.</summary>
    public TimeSpan Length => Start is { } start ? End - start : TimeSpan.Zero;

    /// <summary>The place of its row in the page.</summary>
    public string Anchor => $"node-{Node.Index}";
}
