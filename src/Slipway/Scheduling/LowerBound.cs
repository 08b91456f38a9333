using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>What no order of a plan can beat.</summary>
internal static class LowerBound
{
    /// <summary>The longest way, all memory used all the time, or all places taken all the time, in ticks.</summary>
    /// <param name="timed">The nodes that take time.</param>
    /// <param name="limits">What may run together.</param>
    public static long Of(IReadOnlyList<PlanNode> timed, Limits limits)
    {
        var (path, area, alone, time) = (0L, 0d, 0L, 0d);
        foreach (var node in timed)
        {
            path = Math.Max(path, node.RemainingPath);
            time += node.ExpectedTicks;
            // Nodes that need more than half exclude each other; those that need more than all, everything.
            if (node.Memory.Bytes > limits.Memory.Bytes / 2)
                alone += node.ExpectedTicks;
            area += (double)node.ExpectedTicks * Math.Min(node.Memory.Bytes, limits.Memory.Bytes);
        }

        var bound = limits.Mode == Mode.Adaptive && limits.Memory.Bytes > 0 ? Math.Max(Math.Max(path, alone), (long)(area / limits.Memory.Bytes)) : path;
        return limits.Concurrency > 0 ? Math.Max(bound, (long)(time / limits.Concurrency)) : bound;
    }
}
