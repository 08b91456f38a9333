using Slipway.Planning;

namespace Slipway.Reporting.Page;

/// <summary>Finds the nodes that made a run as long as it was.</summary>
internal static class CriticalPath
{
    // What a node starts in time after what it waited for.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);

    /// <summary>Marks, from the node that ended last, always the one that it had to wait for longest.</summary>
    public static void Mark(IReadOnlyList<TimedNode> nodes)
    {
        var timed = nodes.ToDictionary(node => node.Node);
        var last = nodes.Where(node => node.Start is not null).MaxBy(node => node.End);
        while (last is not null)
        {
            last.IsCritical = true;
            var needed = Before(last.Node, timed).MaxBy(node => node.End);
            last = MadeRoom(last, needed?.End ?? TimeSpan.Zero, nodes) ?? needed;
        }
    }

    // Where memory or the mode let only so many run, it is the one whose end made room for it.
    private static TimedNode? MadeRoom(TimedNode waited, TimeSpan ready, IReadOnlyList<TimedNode> nodes) => waited.Start - ready <= AtOnce ? null :
        nodes.Where(node => node.Start < waited.Start && node.End > ready && node.End <= waited.Start && waited.Start - node.End <= AtOnce).MaxBy(node => node.End);

    // Nodes without work of their own pass on what they waited for.
    private static IEnumerable<TimedNode> Before(PlanNode node, Dictionary<PlanNode, TimedNode> timed)
    {
        var open = new Stack<PlanNode>(node.Needs.Concat(node.Follows));
        var seen = new HashSet<PlanNode>();
        while (open.TryPop(out var before))
        {
            if (!seen.Add(before))
                continue;
            if (timed.TryGetValue(before, out var known) && known.Start is not null)
            {
                yield return known;
                continue;
            }

            foreach (var further in before.Needs.Concat(before.Follows))
                open.Push(further);
        }
    }
}
