namespace Slipway.Graphs;

/// <summary>A target of a valid graph.</summary>
internal sealed class GraphTarget
{
    public required TargetSettings Settings { get; init; }

    /// <summary>The position in the build's declaration order, which breaks ties.</summary>
    public required int Index { get; init; }

    public required bool IsPerItem { get; init; }

    public string Name => Settings.Name;

    /// <summary>All of each of these runs first.</summary>
    public IReadOnlyList<GraphTarget> Dependencies { get; internal set; } = [];

    /// <summary>These come first where both run.</summary>
    public IReadOnlyList<GraphTarget> Predecessors { get; internal set; } = [];

    /// <summary>Those of the predecessors that must have succeeded.</summary>
    public IReadOnlyList<GraphTarget> Guards { get; internal set; } = [];

    /// <summary>The target whose items this one has, each node after its own.</summary>
    public GraphTarget? ItemsOf { get; internal set; }

    public override string ToString() => Name;
}
