using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>How much memory for how long nodes need, and all that waits for them.</summary>
internal sealed class WorkBehind
{
    // Exact for plans that are small; beyond, what several nodes have in common would cost more than it brings.
    private const int Exact = 512;

    private readonly double[] _of;
    private readonly double[] _alongPath;

    public WorkBehind(IReadOnlyList<PlanNode> steps, Precedence precedence)
    {
        _of = new double[steps.Count];
        _alongPath = new double[steps.Count];
        var behind = steps.Count <= Exact ? new ulong[steps.Count][] : null;
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var own = Own(steps[i]);
            var mine = behind is null ? null : behind[i] = new ulong[(steps.Count + 63) / 64];
            foreach (var after in precedence.After(i))
            {
                _alongPath[i] = Math.Max(_alongPath[i], _alongPath[after]);
                if (mine is null)
                    continue;
                mine[after / 64] |= 1UL << (after % 64);
                for (var word = 0; word < mine.Length; word++)
                    mine[word] |= behind![after][word];
            }

            _alongPath[i] += own;
            _of[i] = mine is null ? _alongPath[i] : own + Sum(steps, mine);
        }
    }

    /// <summary>Of a node and all that waits for it.</summary>
    public double Of(PlanNode node) => _of[node.Index];

    /// <summary>Of a node and the heaviest way from it to the end.</summary>
    public double AlongPath(PlanNode node) => _alongPath[node.Index];

    private static double Own(PlanNode node) => node.TakesTime ? (double)node.ExpectedTicks * node.Memory.Bytes : 0;

    private static double Sum(IReadOnlyList<PlanNode> steps, ulong[] set)
    {
        var sum = 0d;
        for (var i = 0; i < steps.Count; i++)
        {
            if ((set[i / 64] & (1UL << (i % 64))) != 0)
                sum += Own(steps[i]);
        }

        return sum;
    }
}
