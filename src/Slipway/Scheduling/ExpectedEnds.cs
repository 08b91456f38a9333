using System.Diagnostics.CodeAnalysis;
using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>Nodes that run in thought, of which the one that ends first can be taken.</summary>
/// <remarks>A binary heap by hand, as <see cref="IndexHeap"/> is and for its reason.</remarks>
internal sealed class ExpectedEnds(int steps)
{
    private readonly List<PlanNode> _nodes = [];
    private readonly long[] _ends = new long[steps];

    public void Add(PlanNode node, long end)
    {
        _ends[node.Index] = end;
        _nodes.Add(node);
        var at = _nodes.Count - 1;
        for (var parent = (at - 1) / 2; at > 0 && IsBefore(node, _nodes[parent]); parent = (at - 1) / 2)
        {
            _nodes[at] = _nodes[parent];
            at = parent;
        }

        _nodes[at] = node;
    }

    /// <summary>When the next one ends; <see langword="null"/> where none runs.</summary>
    public long? Next => _nodes.Count == 0 ? null : _ends[_nodes[0].Index];

    /// <summary>Takes one that ends at a time, in the order of the plan.</summary>
    public bool TryTake(long now, [NotNullWhen(true)] out PlanNode? ended)
    {
        ended = null;
        if (Next != now)
            return false;
        ended = _nodes[0];
        var last = _nodes[^1];
        _nodes.RemoveAt(_nodes.Count - 1);
        if (_nodes.Count > 0)
            Sink(last);
        return true;
    }

    private void Sink(PlanNode node)
    {
        var at = 0;
        for (var child = 1; child < _nodes.Count; child = (2 * at) + 1)
        {
            if (child + 1 < _nodes.Count && IsBefore(_nodes[child + 1], _nodes[child]))
                child++;
            if (!IsBefore(_nodes[child], node))
                break;
            _nodes[at] = _nodes[child];
            at = child;
        }

        _nodes[at] = node;
    }

    private bool IsBefore(PlanNode a, PlanNode b) =>
        _ends[a.Index] != _ends[b.Index] ? _ends[a.Index] < _ends[b.Index] : a.Index < b.Index;
}
