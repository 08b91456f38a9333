using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>Ranks the nodes of a plan: of those that are ready and fit, the lowest rank starts first.</summary>
/// <remarks>
/// The longest remaining path first is right where nothing is scarce. Where memory or places are, several rules are
/// carried out in thought and the best is improved a little, always in the same way: equal plans get equal ranks.
/// </remarks>
internal sealed class StartOrder
{
    // What an improvement may cost and has to bring: a plan is made in milliseconds, and work takes seconds.
    private const int Attempts = 300;
    private const int Effort = 20_000;
    private const long WorthIt = TimeSpan.TicksPerSecond / 2;

    private readonly IReadOnlyList<PlanNode> _steps;
    private readonly Precedence _precedence;
    private readonly Limits _limits;
    private readonly Forecast _forecast;
    private readonly PlanNode[] _timed;

    private StartOrder(IReadOnlyList<PlanNode> steps, Precedence precedence, Limits limits)
    {
        _steps = steps;
        _precedence = precedence;
        _limits = limits;
        _forecast = new Forecast(steps, precedence, limits);
        var timed = new List<PlanNode>(steps.Count);
        foreach (var step in steps)
        {
            if (step.TakesTime)
                timed.Add(step);
        }

        _timed = [.. timed];
    }

    /// <summary>Sets the ranks.</summary>
    /// <param name="steps">Measured nodes, numbered by position.</param>
    /// <param name="precedence">What waits for what.</param>
    /// <param name="limits">What may run together.</param>
    /// <param name="isLearned">Whether something is known of how long nodes take; otherwise no order is worth a search.</param>
    public static void Set(IReadOnlyList<PlanNode> steps, Precedence precedence, Limits limits, bool isLearned) =>
        new StartOrder(steps, precedence, limits).Choose(isLearned);

    private void Choose(bool isLearned)
    {
        var best = Ranked(node => node.RemainingPath);
        Rank(best);
        if (!isLearned || !TakesLong())
            return;
        var bound = LowerBound.Of(_timed, _limits);
        var takes = _forecast.Run();
        if (takes - bound < WorthIt)
            return;

        var work = new WorkBehind(_steps, _precedence);
        var need = Math.Max(_limits.Memory.Bytes, 1d);
        foreach (var order in new[]
        {
            Ranked(work.AlongPath),
            Ranked(work.Of),
            Ranked(node => node.RemainingPath + (work.Of(node) / need)),
            Ranked(node => (node.Memory.Bytes / need * takes * _timed.Length) + node.RemainingPath),
        })
        {
            if (Try(order, takes) is var length && length < takes)
                (best, takes) = (order, length);
        }

        Rank(Improve(best, takes, bound));
    }

    private bool TakesLong()
    {
        var ticks = 0L;
        foreach (var node in _timed)
            ticks += node.ExpectedTicks;
        return ticks >= WorthIt;
    }

    // Moves one node at a time to another place and keeps what is no worse.
    private PlanNode[] Improve(PlanNode[] best, long takes, long bound)
    {
        var random = 1u;
        for (var i = Math.Min(Attempts, Effort / best.Length); i > 0 && takes - bound >= WorthIt; i--)
        {
            var next = best.ToArray();
            var (from, to) = (Next(), Next());
            if (from < to)
                Array.Copy(best, from + 1, next, from, to - from);
            else
                Array.Copy(best, to, next, to + 1, from - to);
            next[to] = best[from];
            if (Try(next, takes + 1) is var length && length <= takes)
                (best, takes) = (next, length);
        }

        return best;

        // A generator of our own, as that of the framework may change: any numbers do, as long as they stay the same.
        int Next()
        {
            random = unchecked((random * 1664525) + 1013904223);
            return (int)(((ulong)random * (ulong)best.Length) >> 32);
        }
    }

    private long Try(PlanNode[] order, long enough)
    {
        Rank(order);
        return _forecast.Run(enough);
    }

    private static void Rank(PlanNode[] order)
    {
        for (var i = 0; i < order.Length; i++)
            order[i].Rank = i;
    }

    // Ties by position, so that equal plans start in equal order.
    private PlanNode[] Ranked(Func<PlanNode, double> urgency)
    {
        var urgencies = new double[_steps.Count];
        foreach (var node in _timed)
            urgencies[node.Index] = urgency(node);
        var order = _timed.ToArray();
        Array.Sort(order, (a, b) => urgencies[a.Index] != urgencies[b.Index] ? urgencies[b.Index].CompareTo(urgencies[a.Index]) : a.Index.CompareTo(b.Index));
        return order;
    }
}
