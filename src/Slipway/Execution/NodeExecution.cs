using Slipway.Graphs;
using Slipway.Planning;
using Slipway.Processes;

namespace Slipway.Execution;

/// <summary>Carries out one node: its conditions, its probe, its bodies.</summary>
internal sealed class NodeExecution(IBuild build, Graph graph, Plan plan, PlanNode node, RunEvents events, IProcessRunner processes, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private string? _attempt;

    /// <summary>Whether a node's bodies run without anything being asked first: its start is told by whoever starts it.</summary>
    public static bool StartsAtOnce(PlanNode node) =>
        node.Decision != Decision.DecideAtStart && node.Target.Settings is { StartConditions.Count: 0, Bodies.Count: > 0 };

    /// <summary>Runs it to its end, good or bad.</summary>
    /// <param name="stopReason">Why the run stops, where it does.</param>
    /// <param name="stop">Asks it to end.</param>
    public async Task<NodeReport> RunAsync(Func<string> stopReason, CancellationToken stop)
    {
        try
        {
            if (await WhySkippedAsync(stop) is { } why)
                return new NodeReport(node, Outcome.Skipped, TimeSpan.Zero, why);
            if (await ProbeAsync(stop) is { } upToDate)
                return new NodeReport(node, Outcome.UpToDate, Elapsed, upToDate.Reason);
            await RunBodiesAsync(stop);
            return new NodeReport(node, Outcome.Done, Elapsed, WithAttempt(events.SummaryOf(node) ?? node.Reason));
        }
        catch (Exception e) when (stop.IsCancellationRequested && (e is OperationCanceledException || e.GetBaseException() is OperationCanceledException))
        {
            return new NodeReport(node, Outcome.Interrupted, Elapsed, stopReason());
        }
        catch (Exception e)
        {
            return Failed(e);
        }
    }

    private TimeSpan Elapsed => time.GetElapsedTime(_started);

    private async Task<string?> WhySkippedAsync(CancellationToken stop)
    {
        if (node.Target.Settings.StartConditions.Count == 0)
            return null;
        using var attempt = new Attempt(node, 1, null, events, processes, time, stop);
        foreach (var condition in node.Target.Settings.StartConditions)
        {
            if (!await condition.Holds(node.Item, ContextOf(attempt)))
                return condition.Otherwise;
        }

        stop.ThrowIfCancellationRequested();
        return null;
    }

    private async Task<Reuse?> ProbeAsync(CancellationToken stop)
    {
        if (node.Decision != Decision.DecideAtStart)
            return null;
        if (node.Target.Settings.Probe is null && !node.HasInputs)
        {
            node.Reason = node.Target.Settings.StartConditions[0].Text;
            return null;
        }

        var reuse = await Probing.AskAsync(node, new PlanningContext(build, graph, plan.Results, plan.Files, stop), plan.Files.ProbeAtStart);
        node.Reason = reuse.Reason;
        if (reuse.State != ReuseState.UpToDate)
            return null;
        stop.ThrowIfCancellationRequested();
        if (node.Item is { } item)
            plan.Results.Set(node.Target, item, reuse.Result);
        return reuse;
    }

    private async Task RunBodiesAsync(CancellationToken stop)
    {
        var bodies = node.Target.Settings.Bodies;
        if (bodies.Count == 0)
            return;
        plan.Files.Begin(node, stop);
        if (!StartsAtOnce(node))
        {
            events.Emit(new RunEvent.NodeStarted(node));
            events.Emit(new RunEvent.Paused());
        }

        var result = await new Attempts(node, events, time, number => new Attempt(node, number, node.Target.Settings.TimeLimit, events, processes, time, stop)).RunAsync(
            async attempt =>
            {
                _attempt = attempt.Number > 1 ? attempt.Name : null;
                object? last = null;
                foreach (var body in bodies)
                {
                    attempt.Stop.ThrowIfCancellationRequested();
                    last = await body(node.Item, ContextOf(attempt));
                }

                return last;
            },
            stop);
        stop.ThrowIfCancellationRequested();
        if (plan.Files.End(node, stop) is { } notKept)
            events.Say(node, notKept, OutputLevel.Warning);
        if (node.Item is { } item)
            plan.Results.Set(node.Target, item, result);
    }

    private RunContext ContextOf(Attempt attempt) => new(build, graph, plan.Results, plan.Files, node, events, attempt, time);

    private string WithAttempt(string why) => _attempt is null ? why : why.Length == 0 ? _attempt : $"{why}, {_attempt}";

    private NodeReport Failed(Exception exception)
    {
        var problems = ExecutionProblems.Of(node.Name, exception);
        var text = string.Join('\n', _attempt is null ? problems : [problems[0] with { Facts = [.. problems[0].Facts ?? [], _attempt] }, .. problems.Skip(1)]);
        return new NodeReport(node, Outcome.Failed, Elapsed, WithAttempt(problems[0].What), text)
        {
            Problems = problems,
            ExitCode = ExitCodes.Gravest([.. problems.Select(problem => problem.ExitCode)]),
        };
    }
}
