namespace Slipway.Graphs;

/// <summary>Finds targets that wait for themselves.</summary>
internal static class CycleFinder
{
    /// <summary>One cycle for each knot, each from its first target back to it.</summary>
    /// <remarks>Three-state visiting with a stack of our own: linear, and deep graphs cannot overflow it.</remarks>
    public static List<IReadOnlyList<GraphTarget>> Find(List<GraphTarget> targets)
    {
        var cycles = new List<IReadOnlyList<GraphTarget>>();
        var state = new byte[targets.Count]; // 0 not seen, 1 on the path, 2 done
        var path = new List<Step>();
        foreach (var root in targets)
        {
            if (state[root.Index] != 0)
                continue;
            Enter(root);
            while (path.Count > 0)
            {
                var step = path[^1];
                if (step.Next == step.Earlier.Count)
                {
                    state[step.Target.Index] = 2;
                    path.RemoveAt(path.Count - 1);
                    continue;
                }

                var earlier = step.Earlier[step.Next++];
                if (state[earlier.Index] == 0)
                    Enter(earlier);
                else if (state[earlier.Index] == 1)
                    cycles.Add(CycleTo(earlier));
            }
        }

        return cycles;

        void Enter(GraphTarget target)
        {
            state[target.Index] = 1;
            path.Add(new Step(target));
        }

        List<GraphTarget> CycleTo(GraphTarget target)
        {
            var start = path.FindIndex(step => step.Target == target);
            return [.. path.Skip(start).Select(step => step.Target), target];
        }
    }

    /// <summary>A target on the path, and how many of those before it have been looked at.</summary>
    private sealed class Step(GraphTarget target)
    {
        public GraphTarget Target { get; } = target;

        public List<GraphTarget> Earlier { get; } = target.Earlier;

        public int Next { get; set; }
    }
}
