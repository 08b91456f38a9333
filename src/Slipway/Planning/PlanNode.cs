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

    /// <summary>Those of the needs that trigger it.</summary>
    public List<PlanNode> Triggers { get; } = [];

    /// <summary>Whether nothing else asks for it: it is skipped when all that trigger it are.</summary>
    public bool IsOnlyTriggered { get; init; }

    public Decision Decision { get; set; }

    /// <summary>Why the decision is what it is.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Whether it is up to date because the run that is resumed did it.</summary>
    public bool IsResumed { get; set; }

    /// <summary>What its work needs; 0 where nothing is known.</summary>
    public ByteSize Memory { get; set; }

    /// <summary>Stands for all nodes of the target, for those who wait for all: n + m edges instead of n × m.</summary>
    public bool IsJoin { get; init; }

    /// <summary>1 for nodes that can start at once, one more for each step that has to be waited for.</summary>
    public int Wave { get; set; } = 1;

    /// <summary>What the node may not share.</summary>
    public IReadOnlyList<string> Resources => Target.Settings.ExclusiveResources;

    /// <summary>How long its work took in earlier runs; <see langword="null"/> where it never ran to its end.</summary>
    public TimeSpan? Learned { get; set; }

    /// <summary>How long its work is expected to take, in ticks; 0 where it has none.</summary>
    public long ExpectedTicks { get; set; }

    /// <summary>The ticks on the longest way from here to the end, its own included.</summary>
    public long RemainingPath { get; set; }

    /// <summary>Of the nodes that are ready and fit, the lowest rank starts first.</summary>
    public int Rank { get; set; }

    /// <summary>Whether it, or all that it stands for, is not to run.</summary>
    public bool IsSkipped => IsJoin ? Needs.Count > 0 && Needs.TrueForAll(node => node.IsSkipped) : Decision == Decision.Skip;

    public bool HasInputs => Target.Settings.Files is { Inputs.Count: > 0 };

    /// <summary>The node that may change files before this one has ended: itself, or one before it.</summary>
    public PlanNode? Writer { get; set; }

    public bool MayRun => Decision is Decision.Run or Decision.DecideAtStart;

    /// <summary>Whether it has work that may run.</summary>
    public bool TakesTime => MayRun && !IsJoin && (Target.Settings.Bodies.Count > 0 || Target.Settings.StartConditions.Count > 0);

    /// <summary>Why a node that others trigger does not run.</summary>
    public static string NotTriggered(PlanNode trigger) => $"'{trigger.Name}', which triggers it, is skipped";

    public override string ToString() => Name;
}
