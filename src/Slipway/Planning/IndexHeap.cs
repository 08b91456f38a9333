namespace Slipway.Planning;

/// <summary>Numbers, of which the smallest can be taken.</summary>
/// <remarks>
/// A binary heap by hand: code of <see cref="PriorityQueue{TElement, TPriority}"/> for numbers is not compiled ahead of
/// time, and compiling it takes longer than sorting thousands of nodes.
/// </remarks>
internal sealed class IndexHeap(int capacity)
{
    private readonly int[] _items = new int[capacity];
    private int _count;

    public void Add(int item)
    {
        var at = _count++;
        for (var parent = (at - 1) / 2; at > 0 && _items[parent] > item; parent = (at - 1) / 2)
        {
            _items[at] = _items[parent];
            at = parent;
        }

        _items[at] = item;
    }

    public bool TryTake(out int smallest)
    {
        smallest = _count > 0 ? _items[0] : 0;
        if (_count == 0)
            return false;
        var last = _items[--_count];
        var at = 0;
        for (var child = 1; child < _count; child = (2 * at) + 1)
        {
            if (child + 1 < _count && _items[child + 1] < _items[child])
                child++;
            if (_items[child] >= last)
                break;
            _items[at] = _items[child];
            at = child;
        }

        _items[at] = last;
        return true;
    }
}
