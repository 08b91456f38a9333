using Slipway.Graphs;
using Slipway.Planning;
using Slipway.Scheduling;

namespace Slipway.Tests.Scheduling;

/// <summary>A graph of nodes that take 1 to 20 s and 1 to 8 of 10 of memory, in one of four shapes.</summary>
internal sealed class RandomGraph
{
    public const int Budget = 10;

    public static readonly Limits Limits = new(Mode.Adaptive, new ByteSize(Budget), 0);

    private readonly Random _random;

    public RandomGraph(int seed, int count)
    {
        _random = new Random(seed);
        Durations = [.. Enumerable.Range(0, count).Select(_ => _random.Next(1, 21))];
        Memory = [.. Enumerable.Range(0, count).Select(_ => _random.Next(1, 9))];
        Before = [.. Enumerable.Range(0, count).Select(_ => new SortedSet<int>())];
        switch (seed % 4)
        {
            case 0: Scatter(count); break;
            case 1: Layer(count); break;
            case 2: Chain(count); break;
            default: Grow(count); break;
        }
    }

    /// <summary>In seconds.</summary>
    public int[] Durations { get; }

    public int[] Memory { get; }

    /// <summary>What each waits for: nodes with lower numbers.</summary>
    public SortedSet<int>[] Before { get; }

    public int Count => Durations.Length;

    /// <summary>The nodes as a plan has them, ranked.</summary>
    public (List<PlanNode> Nodes, Forecast Forecast) Plan()
    {
        var settings = new TargetDefinition("Work", new Nothing()).Executes(() => { });
        var target = new GraphTarget { Settings = settings, Index = 0, IsPerItem = true };
        var nodes = Durations.Select((duration, i) => new PlanNode
        {
            Target = target,
            Item = i,
            Name = $"Work:{i}",
            Index = i,
            Memory = new ByteSize(Memory[i]),
            ExpectedTicks = duration * TimeSpan.TicksPerSecond,
        }).ToList();
        foreach (var node in nodes)
            node.Needs.AddRange(Before[node.Index].Select(before => nodes[before]));
        Ordering.Measure(nodes);
        var precedence = new Precedence(nodes);
        StartOrder.Set(nodes, precedence, Limits, isLearned: true);
        return (nodes, new Forecast(nodes, precedence, Limits));
    }

    // Any node after any other.
    private void Scatter(int count)
    {
        var density = new[] { 0.05, 0.1, 0.2, 0.4 }[_random.Next(4)];
        for (var to = 1; to < count; to++)
        {
            for (var from = 0; from < to; from++)
            {
                if (_random.NextDouble() < density)
                    Before[to].Add(from);
            }
        }
    }

    // Layers, each node after some of the layer before.
    private void Layer(int count)
    {
        var width = _random.Next(2, 6);
        for (var to = width; to < count; to++)
        {
            var first = ((to / width) - 1) * width;
            for (var edges = _random.Next(1, 4); edges > 0; edges--)
                Before[to].Add(_random.Next(first, first + width));
        }
    }

    // Chains side by side, with some edges across.
    private void Chain(int count)
    {
        var chains = _random.Next(2, (count / 3) + 2);
        for (var to = chains; to < count; to++)
            Before[to].Add(to - chains);
        for (var across = count / 5; across > 0; across--)
        {
            var from = _random.Next(count - 1);
            Before[_random.Next(from + 1, count)].Add(from);
        }
    }

    // A tree, from its root or towards it.
    private void Grow(int count)
    {
        var inwards = _random.Next(2) == 0;
        for (var i = 1; i < count; i++)
        {
            var parent = _random.Next(Math.Max(0, i - 6), i);
            if (inwards)
                Before[count - 1 - parent].Add(count - 1 - i);
            else
                Before[i].Add(parent);
        }
    }

    private sealed class Nothing : SlipwayBuild;
}
