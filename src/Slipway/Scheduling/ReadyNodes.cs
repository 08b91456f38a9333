using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>The nodes that wait for nothing but their turn.</summary>
/// <remarks>
/// Kept apart by what they need of the budget: of nodes that need the same, either the most urgent one fits or none
/// does, so that thousands that have to wait cost nothing.
/// </remarks>
internal sealed class ReadyNodes(Budget budget)
{
    // How far a group is searched for a node that is short enough to go before one that waits for room.
    private const int Depth = 16;

    // Texts as keys: code for dictionaries with keys that are structs is not compiled ahead of time.
    private readonly Dictionary<string, Queue> _byNeed = new(StringComparer.Ordinal);

    public void Add(PlanNode node)
    {
        var need = node.Memory.Bytes == 0 && node.Resources.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{node.Memory.Bytes}\n{string.Join('\n', node.Resources)}");
        if (!_byNeed.TryGetValue(need, out var queue))
            _byNeed[need] = queue = new Queue();
        queue.Add(node);
    }

    /// <summary>Takes the most urgent node that may start, and its part of the budget.</summary>
    /// <param name="now">The time, in ticks.</param>
    /// <param name="node">The node.</param>
    public bool TryTake(long now, [NotNullWhen(true)] out PlanNode? node)
    {
        node = null;
        if (budget.IsFull || MostUrgent() is not { } first)
            return false;
        var (from, position) = (first, 0);
        if (!budget.Fits(first[0]))
        {
            var reservation = budget.Reserve(first[0], now);
            if (!TryFindBefore(in reservation, now, out from, out position))
                return false;
        }

        node = from.Take(position);
        budget.Take(node, now);
        return true;
    }

    /// <summary>Takes out all that match, in order of urgency, without a part of the budget.</summary>
    public List<PlanNode> Remove(Predicate<PlanNode> matches)
    {
        var all = _byNeed.Values.SelectMany(queue => queue.Waiting).OrderBy(node => node.Rank).ToList();
        _byNeed.Clear();
        foreach (var node in all.Where(node => !matches(node)))
            Add(node);
        return all.FindAll(matches);
    }

    private Queue? MostUrgent()
    {
        Queue? first = null;
        foreach (var queue in _byNeed.Values)
        {
            if (queue.Count > 0 && (first is null || queue[0].Rank < first[0].Rank))
                first = queue;
        }

        return first;
    }

    private bool TryFindBefore(in Reservation reservation, long now, [NotNullWhen(true)] out Queue? from, out int position)
    {
        (from, position) = (null, 0);
        foreach (var queue in _byNeed.Values)
        {
            if (queue.Count == 0 || !budget.Fits(queue[0]))
                continue;
            for (var i = 0; i < queue.Count && i < Depth && (from is null || queue[i].Rank < from[position].Rank); i++)
            {
                if (!budget.Allows(in reservation, queue[i], now))
                    continue;
                (from, position) = (queue, i);
                break;
            }
        }

        return from is not null;
    }

    /// <summary>Nodes that need the same, most urgent first.</summary>
    private sealed class Queue
    {
        private readonly List<PlanNode> _nodes = [];
        private int _head;

        public int Count => _nodes.Count - _head;

        public IEnumerable<PlanNode> Waiting => _nodes.Skip(_head);

        public PlanNode this[int position] => _nodes[_head + position];

        // Nodes become ready nearly in order of urgency: the place is mostly at the end.
        public void Add(PlanNode node)
        {
            var place = _nodes.Count;
            if (Count > 0 && _nodes[^1].Rank > node.Rank)
            {
                var (low, high) = (_head, _nodes.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = _nodes[middle].Rank < node.Rank ? (middle + 1, high) : (low, middle);
                }

                place = low;
            }

            _nodes.Insert(place, node);
        }

        public PlanNode Take(int position)
        {
            var node = this[position];
            if (position == 0)
                _head++;
            else
                _nodes.RemoveAt(_head + position);
            return node;
        }
    }
}
