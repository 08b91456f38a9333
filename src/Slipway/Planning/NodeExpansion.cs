using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>Makes a node for each target, or for each item of it, and connects them.</summary>
internal static class NodeExpansion
{
    public static List<PlanNode> Expand(IReadOnlyList<GraphTarget> selected)
    {
        var nodesOf = new Dictionary<GraphTarget, List<PlanNode>>();
        foreach (var target in selected)
            nodesOf[target] = NodesOf(target, nodesOf);
        foreach (var target in selected)
            Connect(target, nodesOf);
        return [.. nodesOf.Values.SelectMany(nodes => nodes)];
    }

    private static List<PlanNode> NodesOf(GraphTarget target, Dictionary<GraphTarget, List<PlanNode>> nodesOf)
    {
        if (!target.IsPerItem)
            return [new PlanNode { Target = target, Name = target.Name }];
        var items = target.ItemsOf is { } source
            ? nodesOf[source].Select(node => node.Item!)
            : target.Settings.ItemSource!();
        var nodes = items.Select(item => new PlanNode { Target = target, Item = item, Name = $"{target.Name}:{item}" }).ToList();
        var twin = nodes.GroupBy(node => node.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Skip(1).Any());
        return twin is null
            ? nodes
            : throw new ProblemException(new Problem("SW0030", $"target '{target.Name}' has two items called '{twin.First().Item}'", ExitCode: ExitCodes.BuildIsWrong));
    }

    private static void Connect(GraphTarget target, Dictionary<GraphTarget, List<PlanNode>> nodesOf)
    {
        var dependencies = target.Dependencies.SelectMany(other => nodesOf[other]).ToList();
        var predecessors = target.Predecessors.Where(nodesOf.ContainsKey).SelectMany(other => nodesOf[other]).ToList();
        var nodes = nodesOf[target];
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].Needs.AddRange(dependencies);
            nodes[i].Follows.AddRange(predecessors);
            // Nodes of a target over another's items stand in the same order.
            if (target.ItemsOf is { } source)
                nodes[i].Needs.Add(nodesOf[source][i]);
        }

        if (target.Settings.ItemDependencies is not { } waitsFor)
            return;
        var byItem = nodes.ToDictionary(node => node.Item!);
        foreach (var node in nodes)
            node.Needs.AddRange(waitsFor(node.Item!).Where(byItem.ContainsKey).Select(item => byItem[item]).Where(other => other != node));
    }
}
