using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>Carries out a plan in thought: the same ready nodes and budget as a run, every node taking what is expected of it.</summary>
internal sealed class Forecast(IReadOnlyList<PlanNode> steps, Precedence precedence, Limits limits)
{
    private readonly long[] _starts = new long[steps.Count];

    /// <summary>When a node started in the last forecast, in ticks from the start of the run.</summary>
    public long StartOf(PlanNode node) => _starts[node.Index];

    /// <summary>How long the run takes, in ticks, when nodes start in the order of their ranks.</summary>
    /// <param name="enough">Ends early where the run takes this long or longer.</param>
    public long Run(long enough = long.MaxValue)
    {
        var waits = precedence.Waits();
        var budget = new Budget(limits);
        var ready = new ReadyNodes(budget);
        var running = new ExpectedEnds(steps.Count);
        var unblocked = new Stack<PlanNode>();
        var now = 0L;
        foreach (var step in steps)
        {
            if (waits[step.Index] == 0)
                unblocked.Push(step);
        }

        while (true)
        {
            while (unblocked.TryPop(out var node))
            {
                _starts[node.Index] = now;
                if (node.TakesTime)
                    ready.Add(node);
                else
                    End(node);
            }

            while (ready.TryTake(now, out var node))
            {
                _starts[node.Index] = now;
                running.Add(node, now + node.ExpectedTicks);
            }

            if (running.Next is not { } next)
                return now;
            now = next;
            if (now >= enough)
                return now;
            while (running.TryTake(now, out var ended))
            {
                budget.Return(ended);
                End(ended);
            }
        }

        void End(PlanNode node)
        {
            foreach (var after in precedence.After(node.Index))
            {
                if (--waits[after] == 0)
                    unblocked.Push(steps[after]);
            }
        }
    }
}
