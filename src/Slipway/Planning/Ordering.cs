using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>What comes before what.</summary>
internal static class Ordering
{
    /// <summary>The targets that a request needs, each after those whose items or results it uses.</summary>
    public static IReadOnlyList<GraphTarget> Select(IReadOnlyList<GraphTarget> wanted, Graph graph)
    {
        var selected = new HashSet<GraphTarget>();
        var open = new Stack<GraphTarget>(wanted);
        while (open.TryPop(out var target))
        {
            if (!selected.Add(target))
                continue;
            foreach (var dependency in target.Dependencies)
                open.Push(dependency);
            if (target.ItemsOf is { } source)
                open.Push(source);
        }

        return TopologicalOrder.Of(
            [.. graph.Targets.Where(selected.Contains)],
            target => target.Dependencies.Concat(target.Predecessors).Append(target.ItemsOf).OfType<GraphTarget>());
    }

    /// <summary>Sorts nodes so that each comes after what it waits for, and numbers them.</summary>
    /// <exception cref="ProblemException">Items of one target wait for each other.</exception>
    public static void Sort(List<PlanNode> nodes)
    {
        var sorted = TopologicalOrder.Of(nodes, node => node.Needs.Concat(node.Follows));
        if (sorted.Count < nodes.Count)
        {
            var stuck = nodes.Except(sorted).Select(node => node.Name);
            throw new ProblemException(new Problem("SW0031", $"items wait for each other in a circle: {string.Join(", ", stuck)}", ExitCode: ExitCodes.BuildIsWrong));
        }

        nodes.Clear();
        nodes.AddRange(sorted);
        for (var i = 0; i < nodes.Count; i++)
            nodes[i].Index = i;
    }

    /// <summary>Sets waves and remaining paths; nodes that do not run take no step.</summary>
    public static void Measure(IReadOnlyList<PlanNode> nodes)
    {
        foreach (var node in nodes)
            node.Wave = node.Needs.Concat(node.Follows).Select(before => before.Wave + (before.MayRun ? 1 : 0)).DefaultIfEmpty(1).Max();
        foreach (var node in nodes.Reverse())
        {
            foreach (var before in node.Needs.Concat(node.Follows))
                before.RemainingPath = Math.Max(before.RemainingPath, node.RemainingPath + 1);
        }
    }
}
