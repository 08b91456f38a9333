using System.Diagnostics.CodeAnalysis;
using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>The nodes that wait for nothing but their turn.</summary>
/// <remarks>
/// Kept apart by what they need of the budget: of nodes that need the same, either the most urgent one fits or none
/// does, so that thousands that have to wait cost nothing.
/// </remarks>
internal sealed class ReadyNodes(Budget budget)
{
    private readonly Dictionary<(long Memory, string Resources), PriorityQueue<PlanNode, PlanNode>> _byNeed = [];

    public void Add(PlanNode node)
    {
        var need = (node.Memory.Bytes, string.Join('\n', node.Target.Settings.ExclusiveResources));
        if (!_byNeed.TryGetValue(need, out var queue))
            _byNeed[need] = queue = new(Comparer<PlanNode>.Create(ByUrgency));
        queue.Enqueue(node, node);
    }

    /// <summary>Takes the most urgent node that fits, and its part of the budget.</summary>
    public bool TryTake([NotNullWhen(true)] out PlanNode? node)
    {
        node = null;
        foreach (var queue in _byNeed.Values)
        {
            if (queue.TryPeek(out var head, out _) && budget.Fits(head) && (node is null || ByUrgency(head, node) < 0))
                node = head;
        }

        if (node is null)
            return false;
        foreach (var queue in _byNeed.Values.Where(queue => queue.Count > 0))
        {
            if (queue.Peek() == node)
                queue.Dequeue();
        }

        budget.Take(node);
        return true;
    }

    /// <summary>Takes out all that match, in order of urgency, without a part of the budget.</summary>
    public List<PlanNode> Remove(Predicate<PlanNode> matches)
    {
        var all = _byNeed.Values.SelectMany(queue => queue.UnorderedItems).Select(entry => entry.Element).Order(Comparer<PlanNode>.Create(ByUrgency)).ToList();
        _byNeed.Clear();
        foreach (var node in all.Where(node => !matches(node)))
            Add(node);
        return all.FindAll(matches);
    }

    // Longest remaining path first; ties by position, so that equal plans start in equal order.
    private static int ByUrgency(PlanNode? a, PlanNode? b) =>
        a!.RemainingPath != b!.RemainingPath ? b.RemainingPath.CompareTo(a.RemainingPath) : a.Index.CompareTo(b.Index);
}
