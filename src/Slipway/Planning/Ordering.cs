namespace Slipway.Planning;

/// <summary>What comes before what.</summary>
internal static class Ordering
{
    /// <summary>Sorts nodes so that each comes after what it waits for, and numbers them.</summary>
    /// <exception cref="ProblemException">Items of one target wait for each other.</exception>
    public static void Sort(List<PlanNode> nodes)
    {
        var sorted = TopologicalOrder.Of(nodes, Before);
        if (sorted.Count < nodes.Count)
            throw new ProblemException(PlanningProblems.ItemCycle(Cycle([.. nodes.Except(sorted)])));

        nodes.Clear();
        nodes.AddRange(sorted);
        for (var i = 0; i < nodes.Count; i++)
            nodes[i].Index = i;
    }

    /// <summary>Sets waves and remaining paths; nodes that do not run, or have no work, take no step.</summary>
    public static void Measure(IReadOnlyList<PlanNode> nodes)
    {
        foreach (var node in nodes)
            node.Wave = Math.Max(LastWave(node.Needs), LastWave(node.Follows));
        for (var i = nodes.Count - 1; i >= 0; i--)
        {
            nodes[i].RemainingPath += nodes[i].ExpectedTicks;
            Lengthen(nodes[i].Needs, nodes[i].RemainingPath);
            Lengthen(nodes[i].Follows, nodes[i].RemainingPath);
        }
    }

    private static int LastWave(List<PlanNode> before)
    {
        var wave = 1;
        foreach (var node in before)
            wave = Math.Max(wave, node.Wave + (node.TakesTime ? 1 : 0));
        return wave;
    }

    private static void Lengthen(List<PlanNode> before, long path)
    {
        foreach (var node in before)
            node.RemainingPath = Math.Max(node.RemainingPath, path);
    }

    private static IEnumerable<PlanNode> Before(PlanNode node) => node.Needs.Concat(node.Follows);

    // Each node that could not be sorted waits for another such: going from one to the next comes round.
    private static List<PlanNode> Cycle(HashSet<PlanNode> stuck)
    {
        var path = new List<PlanNode>();
        var seen = new HashSet<PlanNode>();
        var node = stuck.First();
        while (seen.Add(node))
        {
            path.Add(node);
            node = Before(node).First(stuck.Contains);
        }

        path.RemoveRange(0, path.IndexOf(node));
        path.Add(node);
        path.RemoveAll(step => step.IsJoin);
        return path;
    }
}
