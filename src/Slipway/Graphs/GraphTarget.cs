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
    public List<GraphTarget> Dependencies { get; } = [];

    /// <summary>These come first where both run.</summary>
    public List<GraphTarget> Predecessors { get; } = [];

    /// <summary>These come first where both run, and must have succeeded.</summary>
    public List<GraphTarget> Guards { get; } = [];

    /// <summary>These run whenever this one runs, after it.</summary>
    public List<GraphTarget> Triggers { get; } = [];

    /// <summary>This one runs whenever one of these runs. They come first where both run, and must have succeeded.</summary>
    public List<GraphTarget> TriggeredBy { get; } = [];

    /// <summary>The target whose items this one has, each node after its own.</summary>
    public GraphTarget? ItemsOf { get; internal set; }

    /// <summary>Everything that comes before this one where both run; some may be named twice.</summary>
    public List<GraphTarget> Earlier
    {
        get
        {
            if (Predecessors.Count + Guards.Count + TriggeredBy.Count == 0 && ItemsOf is null)
                return Dependencies;
            List<GraphTarget> earlier = [.. Dependencies, .. Predecessors, .. Guards, .. TriggeredBy];
            if (ItemsOf is { } items)
                earlier.Add(items);
            return earlier;
        }
    }

    public override string ToString() => Name;
}
