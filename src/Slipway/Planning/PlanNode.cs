using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>One thing to do: a target, or a target for one item.</summary>
internal sealed class PlanNode
{
    public required GraphTarget Target { get; init; }

    public object? Item { get; init; }

    /// <summary><c>Target</c> or <c>Target:item</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The position in the plan, which breaks ties.</summary>
    public int Index { get; set; }

    /// <summary>Must have ended well before this node starts.</summary>
    public List<PlanNode> Needs { get; } = [];

    /// <summary>Must have ended, one way or the other, before this node starts.</summary>
    public List<PlanNode> Follows { get; } = [];

    public Decision Decision { get; set; }

    /// <summary>Why the decision is what it is.</summary>
    public string Reason { get; set; } = "";

    /// <summary>What its work needs; 0 where nothing is known.</summary>
    public ByteSize Memory { get; set; }

    /// <summary>Stands for all nodes of the target, for those who wait for all: n + m edges instead of n × m.</summary>
    public bool IsJoin { get; init; }

    /// <summary>1 for nodes that can start at once, one more for each step that has to be waited for.</summary>
    public int Wave { get; set; } = 1;

    /// <summary>The nodes with work on the longest way from here to the end: those go first.</summary>
    public int RemainingPath { get; set; }

    public bool MayRun => Decision is Decision.Run or Decision.DecideAtStart;

    /// <summary>Whether it has work that may run.</summary>
    public bool TakesTime => MayRun && !IsJoin && Target.Settings.Bodies.Count > 0;

    public override string ToString() => Name;
}
