using Slipway.Graphs;
using Slipway.Planning;
using Slipway.Processes;
using Slipway.Scheduling;

namespace Slipway.Execution;

/// <summary>Carries out a plan and tells the reporters.</summary>
internal sealed class Runner(IBuild build, Graph graph, Plan plan, RunEvents events, IProcessRunner processes, TimeProvider time)
{
    private readonly NodeReport?[] _reports = new NodeReport?[plan.Steps.Count];
    private readonly int[] _waitsFor = plan.Precedence.Waits();
    private readonly Queue<PlanNode> _unblocked = new();
    private readonly Dictionary<PlanNode, long> _running = [];
    private readonly List<int> _exitCodes = [];

    private readonly Happenings _happened = new();
    private readonly List<PlanNode> _starting = [];
    private readonly Budget _budget = new(plan.Limits);
    private bool _failFast;
    private long _started;

    /// <summary>Runs until everything that can run has ended.</summary>
    /// <param name="ownsThread">Whether the thread has nothing else to do, and may wait by blocking.</param>
    /// <param name="cancellationToken">Stops the run: nothing new starts, and running nodes are asked to end.</param>
    public async Task<RunReport> RunAsync(bool ownsThread, CancellationToken cancellationToken)
    {
        _started = time.GetTimestamp();
        events.Emit(new RunEvent.RunStarted(plan));
        Prepare();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var patience = time.CreateTimer(_ => _happened.Add(null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var onStop = stop.Token.Register(() => patience.Change(Attempt.StopPatience, Timeout.InfiniteTimeSpan));
        await using var onCancel = cancellationToken.Register(() => patience.Change(Attempt.StopPatience, Timeout.InfiniteTimeSpan));
        var ready = new ReadyNodes(_budget);
        while (true)
        {
            StartReady(ready, stop.Token, cancellationToken);
            if (_running.Count == 0)
                break;
            // A thread of the pool is needed there: bodies run on those.
            foreach (var happened in await _happened.TakeAsync(blocks: ownsThread && !Thread.CurrentThread.IsThreadPoolThread))
            {
                if (happened is not { } report)
                    Abandon(stop.Token, cancellationToken);
                else if (_running.ContainsKey(report.Node))
                    EndRunning(report);
            }

            if (_failFast)
                await stop.CancelAsync();
        }

        var nodes = new List<NodeReport>(plan.Nodes.Count);
        foreach (var node in plan.Nodes)
            nodes.Add(_reports[node.Index]!);
        plan.Files.Save();
        var result = new RunReport(nodes, time.GetElapsedTime(_started), ExitCodes.Gravest(_exitCodes));
        events.Emit(new RunEvent.RunEnded(result));
        return result;
    }

    // Clean-up that was promised for after a failure is not stopped by --fail-fast, only by the person.
    private static CancellationToken TokenFor(PlanNode node, CancellationToken stop, CancellationToken cancellationToken) =>
        node.Target.Settings.RunsAfterFailure ? cancellationToken : stop;

    private void Prepare()
    {
        foreach (var node in plan.Steps)
        {
            if (_waitsFor[node.Index] == 0)
                _unblocked.Enqueue(node);
        }
    }

    private void StartReady(ReadyNodes ready, CancellationToken stop, CancellationToken cancellationToken)
    {
        // Nodes without work end at once and may make others ready.
        do
        {
            while (_unblocked.TryDequeue(out var node))
            {
                if (EndsWithoutRunning(node, TokenFor(node, stop, cancellationToken)) is { } report)
                    End(report);
                else
                    ready.Add(node);
            }

            if (stop.IsCancellationRequested)
            {
                foreach (var node in ready.Remove(node => TokenFor(node, stop, cancellationToken).IsCancellationRequested))
                    End(new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, StopReason));
            }
        }
        while (_unblocked.Count > 0);

        while (ready.TryTake(time.GetElapsedTime(_started).Ticks, out var node))
        {
            _running.Add(node, time.GetTimestamp());
            _starting.Add(node);
            if (NodeExecution.StartsAtOnce(node))
                events.Emit(new RunEvent.NodeStarted(node));
        }

        // What starts together is written together, and before any of it runs.
        events.Emit(new RunEvent.Paused());
        foreach (var starting in _starting)
            ThreadPool.QueueUserWorkItem(_ => _ = ExecuteAsync(starting, TokenFor(starting, stop, cancellationToken)));
        _starting.Clear();
    }

    private async Task ExecuteAsync(PlanNode node, CancellationToken stop) =>
        _happened.Add(await ExecutionOf(node).RunAsync(() => StopReason, stop));

    private NodeExecution ExecutionOf(PlanNode node) => new(build, graph, plan, node, events, processes, time);

    private string StopReason => _failFast ? "--fail-fast" : "the run was stopped";

    private NodeReport? EndsWithoutRunning(PlanNode node, CancellationToken stop)
    {
        if ((node.IsJoin || !node.Target.Settings.RunsAfterFailure) && node.Needs.Find(need => Blocks(node, need)) is { } blocking)
        {
            var root = Root(blocking);
            var why = _reports[root.Index]!.Outcome == Outcome.Failed ? $"needs {root.Name}" : StopReason;
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, why);
        }

        if (stop.IsCancellationRequested)
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, StopReason);
        return node.Decision switch
        {
            _ when WhyNotTriggered(node) is { } why => new NodeReport(node, Outcome.Skipped, TimeSpan.Zero, why),
            Decision.Skip => new NodeReport(node, Outcome.Skipped, TimeSpan.Zero, node.Reason),
            Decision.UpToDate => new NodeReport(node, Outcome.UpToDate, TimeSpan.Zero, node.Reason),
            _ when !node.TakesTime => new NodeReport(node, Outcome.Done, TimeSpan.Zero, ""),
            _ => null,
        };
    }

    private bool Blocks(PlanNode node, PlanNode need) => OutcomeOf(need) switch
    {
        Outcome.Failed => !need.Target.Settings.ContinuesOnFailure || node.Triggers.Contains(need),
        Outcome.NotRun or Outcome.Interrupted => true,
        // A trigger must have ended well, all of it.
        _ => need.IsJoin && node.Triggers.Contains(need) && need.Needs.Exists(part => OutcomeOf(part) == Outcome.Failed),
    };

    private Outcome OutcomeOf(PlanNode node) => _reports[node.Index]!.Outcome;

    private string? WhyNotTriggered(PlanNode node)
    {
        var starters = node.IsJoin ? node.Needs : node.IsOnlyTriggered ? node.Triggers : [];
        return starters.Count > 0 && starters.TrueForAll(trigger => OutcomeOf(trigger) == Outcome.Skipped) ? PlanNode.NotTriggered(starters[0]) : null;
    }

    // The node that failed, not the ones between that could not run because of it.
    private PlanNode Root(PlanNode node)
    {
        while (OutcomeOf(node) == Outcome.NotRun && node.Needs.Find(need => Blocks(node, need)) is { } deeper)
            node = deeper;
        return node;
    }

    // What does not end in time is reported as interrupted: nothing of it may count as done.
    private void Abandon(CancellationToken stop, CancellationToken cancellationToken)
    {
        foreach (var (node, started) in _running.Where(pair => TokenFor(pair.Key, stop, cancellationToken).IsCancellationRequested).ToList())
            EndRunning(new NodeReport(node, Outcome.Interrupted, time.GetElapsedTime(started), "did not stop when asked"));
    }

    private void EndRunning(NodeReport report)
    {
        _running.Remove(report.Node);
        _budget.Return(report.Node);
        End(report);
    }

    private void End(NodeReport report)
    {
        report = events.Masked(report);
        _reports[report.Node.Index] = report;
        if (!report.Node.IsJoin)
            events.Emit(new RunEvent.NodeEnded(report));
        if (report.Outcome == Outcome.Failed)
        {
            _exitCodes.Add(report.ExitCode);
            _failFast |= build.FailFast;
        }

        foreach (var after in plan.Precedence.After(report.Node.Index))
        {
            if (--_waitsFor[after] == 0)
                _unblocked.Enqueue(plan.Steps[after]);
        }
    }
}
