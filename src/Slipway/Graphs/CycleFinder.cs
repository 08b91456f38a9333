namespace Slipway.Graphs;

/// <summary>Finds targets that wait for themselves.</summary>
internal static class CycleFinder
{
    /// <summary>One cycle for each knot, each from its first target back to it.</summary>
    /// <remarks>Three-state visiting with a stack of our own: linear, and deep graphs cannot overflow it.</remarks>
    public static IEnumerable<IReadOnlyList<GraphTarget>> Find(IReadOnlyList<GraphTarget> targets)
    {
        var state = new byte[targets.Count]; // 0 not seen, 1 on the path, 2 done
        var path = new List<(GraphTarget Target, IEnumerator<GraphTarget> Next)>();
        foreach (var root in targets)
        {
            if (state[root.Index] != 0)
                continue;
            Enter(root);
            while (path.Count > 0)
            {
                var (target, next) = path[^1];
                if (!next.MoveNext())
                {
                    state[target.Index] = 2;
                    path.RemoveAt(path.Count - 1);
                }
                else if (state[next.Current.Index] == 0)
                {
                    Enter(next.Current);
                }
                else if (state[next.Current.Index] == 1)
                {
                    var start = path.FindIndex(step => step.Target == next.Current);
                    yield return [.. path.Skip(start).Select(step => step.Target), next.Current];
                }
            }
        }

        void Enter(GraphTarget target)
        {
            state[target.Index] = 1;
            path.Add((target, target.Earlier.GetEnumerator()));
        }
    }
}
