namespace Slipway.Tests.Scheduling;

/// <summary>The shortest time in which a small graph can be done: branch and bound over all orders of starts.</summary>
/// <remarks>
/// Nodes are started in the order of their start times, each as early as what it waits for and the memory allow: one of
/// these schedules is optimal. What was met before with the same nodes done and the same nodes running is not looked at again.
/// </remarks>
internal sealed class ExactOptimum
{
    private readonly RandomGraph _graph;
    private readonly int[] _tails;
    private readonly int[] _ends;
    private readonly HashSet<(int Started, int Time, long Left)> _seen = [];
    private readonly int _bound;
    private int _best;

    private ExactOptimum(RandomGraph graph, int known)
    {
        _graph = graph;
        _tails = Bounds.Tails(graph);
        _ends = new int[graph.Count];
        _bound = Bounds.Of(graph);
        _best = known;
    }

    /// <summary>The optimum in seconds.</summary>
    /// <param name="graph">At most about twelve nodes.</param>
    /// <param name="known">What some schedule takes.</param>
    public static int Of(RandomGraph graph, int known)
    {
        var search = new ExactOptimum(graph, known);
        search.Search(0, 0);
        return search._best;
    }

    private void Search(int started, int time)
    {
        if (_best <= _bound)
            return;
        if (started == (1 << _graph.Count) - 1)
        {
            _best = Math.Min(_best, _ends.Max());
            return;
        }

        if (!IsPromising(started, time) || !_seen.Add((started, time, Left(started, time))))
            return;
        var next = new List<(int Node, int Start)>();
        for (var node = 0; node < _graph.Count; node++)
        {
            if (Has(started, node) || !_graph.Before[node].All(before => Has(started, before)))
                continue;
            var start = EarliestStart(node, started, time);
            // It has to be started some time, and not before this.
            if (start + _tails[node] >= _best)
                return;
            next.Add((node, start));
        }

        foreach (var (node, start) in next.OrderBy(choice => choice.Start).ThenByDescending(choice => _tails[choice.Node]))
        {
            if (start + _tails[node] >= _best)
                return;
            _ends[node] = start + _graph.Durations[node];
            Search(started | (1 << node), start);
        }
    }

    private static bool Has(int set, int node) => (set & (1 << node)) != 0;

    private bool IsPromising(int started, int time)
    {
        var work = 0;
        for (var node = 0; node < _graph.Count; node++)
            work += _graph.Memory[node] * (Has(started, node) ? Math.Max(0, _ends[node] - time) : _graph.Durations[node]);
        return time + ((work + RandomGraph.Budget - 1) / RandomGraph.Budget) < _best;
    }

    // What is left of each that runs: no more than 20 s, five bits.
    private long Left(int started, int time)
    {
        var left = 0L;
        for (var node = 0; node < _graph.Count; node++)
        {
            if (Has(started, node) && _ends[node] > time)
                left |= (long)(_ends[node] - time) << (node * 5);
        }

        return left;
    }

    private int EarliestStart(int node, int started, int time)
    {
        var start = time;
        foreach (var before in _graph.Before[node])
            start = Math.Max(start, _ends[before]);
        while (true)
        {
            var (memory, next) = (_graph.Memory[node], int.MaxValue);
            for (var other = 0; other < _graph.Count; other++)
            {
                if (!Has(started, other) || _ends[other] <= start)
                    continue;
                memory += _graph.Memory[other];
                next = Math.Min(next, _ends[other]);
            }

            if (memory <= RandomGraph.Budget)
                return start;
            start = next;
        }
    }
}
