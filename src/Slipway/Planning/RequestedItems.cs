using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>Leaves out the nodes that are not wanted where only some items of a target are.</summary>
internal static class RequestedItems
{
    /// <summary>What stays: the items that were asked for, and all that they need.</summary>
    /// <param name="steps">All nodes of the selected targets, each after what it waits for.</param>
    /// <param name="wanted">The targets that were asked for.</param>
    /// <param name="items">For those of which not all items were asked for: the items.</param>
    /// <exception cref="ProblemException">There is no such item; all at once.</exception>
    public static List<PlanNode> Narrow(List<PlanNode> steps, IReadOnlyList<GraphTarget> wanted, IReadOnlyDictionary<GraphTarget, IReadOnlyList<string>> items)
    {
        Check(steps, items);
        var nodesOfWanted = steps.FindAll(step => wanted.Contains(step.Target));
        var whole = Needed(nodesOfWanted);
        var kept = Needed(nodesOfWanted.Where(step => !items.TryGetValue(step.Target, out var asked) || asked.Contains(ItemOf(step), StringComparer.Ordinal)));

        // What nobody needs is there because a target brings it along: it stays unless it needs what goes.
        foreach (var step in steps.Where(step => !whole.Contains(step) && step.Needs.TrueForAll(kept.Contains)))
            kept.Add(step);
        foreach (var step in kept)
            step.Follows.RemoveAll(other => !kept.Contains(other));
        return steps.FindAll(kept.Contains);
    }

    private static string ItemOf(PlanNode step) => step.Item is { } item ? ItemText.Of(item) : "";

    private static void Check(List<PlanNode> steps, IReadOnlyDictionary<GraphTarget, IReadOnlyList<string>> items)
    {
        var problems = new List<Problem>();
        foreach (var (target, asked) in items)
        {
            var known = steps.Where(step => step.Target == target && !step.IsJoin).Select(ItemOf).ToList();
            problems.AddRange(asked.Except(known, StringComparer.Ordinal).Select(item => PlanningProblems.UnknownItem(target.Name, item, known)));
        }

        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private static HashSet<PlanNode> Needed(IEnumerable<PlanNode> roots)
    {
        var needed = new HashSet<PlanNode>();
        var open = new Stack<PlanNode>(roots);
        while (open.TryPop(out var node))
        {
            if (!needed.Add(node))
                continue;
            foreach (var need in node.Needs)
                open.Push(need);
        }

        return needed;
    }
}
