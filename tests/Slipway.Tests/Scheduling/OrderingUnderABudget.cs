using Slipway.Planning;
using Slipway.Scheduling;

namespace Slipway.Tests.Scheduling;

public sealed class OrderingUnderABudget(ITestOutputHelper output)
{
    private static readonly IEnumerable<int> Seeds = Enumerable.Range(1, 200);

    [Fact]
    public void Ten_nodes_take_on_average_at_most_a_twentieth_longer_than_the_exact_optimum_within_the_budget()
    {
        var average = Seeds.Average(seed =>
        {
            var graph = new RandomGraph(seed, 10);
            var takes = Seconds(graph);
            var optimum = ExactOptimum.Of(graph, takes);
            Assert.InRange(takes, optimum, int.MaxValue);
            return (double)takes / optimum;
        });

        output.WriteLine($"{average:0.0000} of the optimum");
        Assert.InRange(average, 1, 1.05);
    }

    [Fact]
    public void Forty_nodes_take_on_average_at_most_three_twentieths_longer_than_the_lower_bound_within_the_budget() => FortyNodes(30);

    [Fact]
    [Trait("Category", "Deep")]
    public void Forty_nodes_do_so_over_two_hundred_graphs() => FortyNodes(200);

    private void FortyNodes(int seeds)
    {
        var average = Seeds.Take(seeds).Average(seed =>
        {
            var graph = new RandomGraph(seed, 40);
            var takes = Seconds(graph);
            var bound = Bounds.Of(graph);
            Assert.InRange(takes, bound, int.MaxValue);
            return (double)takes / bound;
        });

        output.WriteLine($"{average:0.0000} of the bound");
        Assert.InRange(average, 1, 1.15);
    }

    [Fact]
    public void The_same_graph_gets_the_same_order()
    {
        var first = new RandomGraph(7, 40).Plan().Nodes.Select(node => node.Rank);
        var second = new RandomGraph(7, 40).Plan().Nodes.Select(node => node.Rank);

        Assert.Equal(first, second);
    }

    // Long before all small ones are through: they would otherwise take what becomes free again and again.
    [Fact]
    public void A_node_that_needs_much_is_not_overtaken_for_ever_by_small_ones()
    {
        var (nodes, _) = new RandomGraph(1, 40).Plan();
        var budget = new Budget(RandomGraph.Limits);
        var ready = new ReadyNodes(budget);
        foreach (var node in nodes)
            (node.Memory, node.ExpectedTicks, node.Rank) = (new ByteSize(3), 10, node.Index + 10);
        var large = nodes[39];
        (large.Memory, large.Rank) = (new ByteSize(9), 3);
        foreach (var node in nodes.Take(3))
            node.Rank = node.Index;
        nodes.ForEach(ready.Add);

        var started = new List<PlanNode>();
        for (var now = 0; started.Count < 40 && now < 1000; now += 4)
        {
            while (ready.TryTake(now, out var node))
                started.Add(node);
            // Each takes a little longer or shorter than expected, so that there is never a moment when all end.
            if (started.Find(node => node.Rank >= 0) is { } oldest)
            {
                budget.Return(oldest);
                oldest.Rank = -1;
            }
        }

        Assert.Equal(40, started.Count);
        Assert.Equal(3, started.IndexOf(large));
    }

    // Whatever is asked of the schedule: nothing starts before what it waits for, and the budget holds at every instant.
    private static int Seconds(RandomGraph graph)
    {
        var (nodes, forecast) = graph.Plan();
        var takes = forecast.Run();
        var spans = nodes.ConvertAll(node => (node.Memory, Start: forecast.StartOf(node), End: forecast.StartOf(node) + node.ExpectedTicks));
        foreach (var node in nodes)
        {
            var start = spans[node.Index].Start;
            Assert.DoesNotContain(node.Needs, need => spans[need.Index].End > start);
            Assert.InRange(spans.Sum(other => other.Start <= start && start < other.End ? other.Memory.Bytes : 0), 1, RandomGraph.Budget);
        }

        return (int)(takes / TimeSpan.TicksPerSecond);
    }
}
