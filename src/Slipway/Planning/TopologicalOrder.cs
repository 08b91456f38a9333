namespace Slipway.Planning;

/// <summary>Sorts things after what they wait for.</summary>
internal static class TopologicalOrder
{
    /// <summary>Each element after its predecessors, otherwise in the order given. Elements of a circle are left out.</summary>
    /// <typeparam name="T">Compared by reference.</typeparam>
    /// <param name="elements">The elements.</param>
    /// <param name="predecessors">What an element waits for; those that are not among the elements do not count.</param>
    public static List<T> Of<T>(IReadOnlyList<T> elements, Func<T, IEnumerable<T>> predecessors)
        where T : class
    {
        var position = new Dictionary<T, int>(elements.Count);
        for (var i = 0; i < elements.Count; i++)
            position[elements[i]] = i;
        var waitsFor = new int[elements.Count];
        var successors = new List<int>[elements.Count];
        for (var i = 0; i < elements.Count; i++)
        {
            foreach (var predecessor in predecessors(elements[i]))
            {
                if (!position.TryGetValue(predecessor, out var p))
                    continue;
                waitsFor[i]++;
                (successors[p] ??= []).Add(i);
            }
        }

        var ready = new IndexHeap(elements.Count);
        for (var i = 0; i < elements.Count; i++)
        {
            if (waitsFor[i] == 0)
                ready.Add(i);
        }

        var sorted = new List<T>(elements.Count);
        while (ready.TryTake(out var next))
        {
            sorted.Add(elements[next]);
            foreach (var successor in successors[next] ?? [])
            {
                if (--waitsFor[successor] == 0)
                    ready.Add(successor);
            }
        }

        return sorted;
    }
}
