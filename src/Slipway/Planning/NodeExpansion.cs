using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>Makes a node for each target, or for each item of it, and connects them.</summary>
internal sealed class NodeExpansion
{
    private readonly Dictionary<GraphTarget, List<PlanNode>> _nodesOf = [];
    private readonly Dictionary<GraphTarget, PlanNode> _joinOf = [];
    private readonly Selection _selection;

    private NodeExpansion(Selection selection) => _selection = selection;

    /// <summary>The nodes of the targets, and joins where all of one have to wait for all of another.</summary>
    public static List<PlanNode> Expand(Selection selection)
    {
        var selected = selection.Targets;
        var expansion = new NodeExpansion(selection);
        foreach (var target in selected)
            expansion._nodesOf[target] = expansion.NodesOf(target);
        foreach (var target in selected)
            expansion.Connect(target);
        var all = new List<PlanNode>();
        foreach (var target in selected)
        {
            all.AddRange(expansion._nodesOf[target]);
            if (expansion._joinOf.TryGetValue(target, out var join))
                all.Add(join);
        }

        return all;
    }

    private List<PlanNode> NodesOf(GraphTarget target)
    {
        if (!target.IsPerItem)
            return [new PlanNode { Target = target, Name = target.Name, IsOnlyTriggered = _selection.IsOnlyTriggered(target) }];
        var items = target.ItemsOf is { } source
            ? _nodesOf[source].Select(node => node.Item!)
            : PlanningProblems.Ask(target.Name, "ForEach", () => target.Settings.ItemSource!().ToList());
        var nodes = items.Select(item => new PlanNode { Target = target, Item = item, Name = $"{target.Name}:{ItemText.Of(item)}", IsOnlyTriggered = _selection.IsOnlyTriggered(target) }).ToList();
        var twin = nodes.GroupBy(node => node.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        return twin is null
            ? nodes
            : throw new ProblemException(PlanningProblems.SameItem(target.Name, twin.First().Item!.ToString()!));
    }

    private void Connect(GraphTarget target)
    {
        var nodes = _nodesOf[target];
        var dependencies = AllOf(target.Guards.Count == 0 ? target.Dependencies : [.. target.Dependencies, .. target.Guards], nodes.Count);
        var predecessors = AllOf(target.Predecessors, nodes.Count);
        // Where it takes its items from what triggers it, each node follows its own.
        var triggers = AllOf(target.ItemsOf is null ? target.TriggeredBy : target.TriggeredBy.FindAll(trigger => trigger != target.ItemsOf), nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            // Nodes of a target over another's items stand in the same order.
            if (target.ItemsOf is { } source)
                nodes[i].Needs.Add(_nodesOf[source][i]);
            nodes[i].Needs.AddRange(dependencies);
            nodes[i].Needs.AddRange(triggers);
            nodes[i].Follows.AddRange(predecessors);
            nodes[i].Triggers.AddRange(triggers);
            if (target.ItemsOf is { } items && target.TriggeredBy.Contains(items))
                nodes[i].Triggers.Add(_nodesOf[items][i]);
        }

        if (target.Settings.ItemDependencies is not { } waitsFor)
            return;
        var byItem = nodes.ToDictionary(node => node.Item!);
        foreach (var node in nodes)
        {
            var before = PlanningProblems.Ask(target.Name, "WaitsFor", () => waitsFor(node.Item!).ToList());
            node.Needs.AddRange(before.Where(byItem.ContainsKey).Select(item => byItem[item]).Where(other => other != node));
        }
    }

    private List<PlanNode> AllOf(List<GraphTarget> targets, int waiting)
    {
        var all = new List<PlanNode>(targets.Count);
        var seen = targets.Count < 2 ? null : new HashSet<GraphTarget>(targets.Count);
        foreach (var other in targets)
        {
            if (_nodesOf.ContainsKey(other) && seen?.Add(other) != false)
                all.AddRange(AllOf(other, waiting));
        }

        return all;
    }

    private List<PlanNode> AllOf(GraphTarget target, int waiting)
    {
        var nodes = _nodesOf[target];
        if (nodes.Count < 2 || waiting < 2)
            return nodes;
        if (!_joinOf.TryGetValue(target, out var join))
        {
            _joinOf[target] = join = new PlanNode { Target = target, Name = target.Name, IsJoin = true };
            join.Needs.AddRange(nodes);
        }

        return [join];
    }
}
