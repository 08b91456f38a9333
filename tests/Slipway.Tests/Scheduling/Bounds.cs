namespace Slipway.Tests.Scheduling;

/// <summary>What no schedule of a random graph can beat.</summary>
internal static class Bounds
{
    /// <summary>The longest way from the start of each node to the end.</summary>
    public static int[] Tails(RandomGraph graph)
    {
        var tails = graph.Durations.ToArray();
        for (var node = graph.Count - 1; node >= 0; node--)
        {
            foreach (var before in graph.Before[node])
                tails[before] = Math.Max(tails[before], graph.Durations[before] + tails[node]);
        }

        return tails;
    }

    /// <summary>
    /// The longest way; and, for all nodes that cannot start before some time and leave some time after them: those times
    /// and between them their memory over time. Nodes that need more than half count as the whole budget where small
    /// ones count as nothing: that is a bound too, and often a better one.
    /// </summary>
    public static int Of(RandomGraph graph)
    {
        var tails = Tails(graph);
        var heads = new int[graph.Count];
        for (var node = 0; node < graph.Count; node++)
            heads[node] = graph.Before[node].Select(before => heads[before] + graph.Durations[before]).Append(0).Max();
        var rests = tails.Select((tail, node) => tail - graph.Durations[node]).ToArray();
        var best = tails.Max();
        foreach (var head in heads.Distinct())
        {
            foreach (var rest in rests.Distinct())
            {
                for (var least = 0; least <= RandomGraph.Budget / 2; least++)
                {
                    var work = 0;
                    for (var node = 0; node < graph.Count; node++)
                        work += heads[node] >= head && rests[node] >= rest ? graph.Durations[node] * Counted(graph.Memory[node], least) : 0;
                    if (work > 0)
                        best = Math.Max(best, head + rest + ((work + RandomGraph.Budget - 1) / RandomGraph.Budget));
                }
            }
        }

        return best;
    }

    // Dual feasible: whatever fits together, what it counts as fits together too.
    private static int Counted(int memory, int least) =>
        memory > RandomGraph.Budget - least ? RandomGraph.Budget : memory < least ? 0 : memory;
}
