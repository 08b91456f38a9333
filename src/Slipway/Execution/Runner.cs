using System.Threading.Channels;
using Slipway.Graphs;
using Slipway.Planning;
using Slipway.Processes;

namespace Slipway.Execution;

/// <summary>Carries out a plan and tells the reporters.</summary>
internal sealed class Runner(IBuild build, Graph graph, Plan plan, RunEvents events, IProcessRunner processes, TimeProvider time)
{
    // Ctrl-C has to be over within five seconds, process trees with their own two included.
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(4);

    private readonly NodeReport?[] _reports = new NodeReport?[plan.Steps.Count];
    private readonly int[] _waitsFor = new int[plan.Steps.Count];
    private readonly List<PlanNode>[] _successors = new List<PlanNode>[plan.Steps.Count];
    private readonly Queue<PlanNode> _unblocked = new();
    private readonly Dictionary<PlanNode, long> _running = [];
    private readonly List<int> _exitCodes = [];

    // What happens to the running nodes: one ended, or, as null, the time is up for those that were asked to stop.
    private readonly Channel<NodeReport?> _happened = Channel.CreateUnbounded<NodeReport?>();
    private readonly Budget _budget = new(plan);
    private bool _failFast;

    /// <summary>Runs until everything that can run has ended.</summary>
    /// <param name="cancellationToken">Stops the run: nothing new starts, and running nodes are asked to end.</param>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        events.Emit(new RunEvent.RunStarted(plan));
        Prepare();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var patience = time.CreateTimer(_ => _happened.Writer.TryWrite(null), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var onStop = stop.Token.Register(() => patience.Change(StopPatience, Timeout.InfiniteTimeSpan));
        await using var onCancel = cancellationToken.Register(() => patience.Change(StopPatience, Timeout.InfiniteTimeSpan));
        var ready = new ReadyNodes(_budget);
        while (true)
        {
            StartReady(ready, stop.Token, cancellationToken);
            if (_running.Count == 0)
                break;
            if (await _happened.Reader.ReadAsync(CancellationToken.None) is not { } report)
                Abandon(stop.Token, cancellationToken);
            else if (_running.ContainsKey(report.Node))
                EndRunning(report);
            if (_failFast)
                await stop.CancelAsync();
        }

        var nodes = plan.Nodes.Select(node => _reports[node.Index]!).ToList();
        var result = new RunReport(nodes, time.GetElapsedTime(started), ExitCodes.Gravest(_exitCodes));
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
            var before = node.Needs.Concat(node.Follows).Distinct().ToList();
            _waitsFor[node.Index] = before.Count;
            foreach (var other in before)
                (_successors[other.Index] ??= []).Add(node);
            if (before.Count == 0)
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

        while (ready.TryTake(out var node))
        {
            _running.Add(node, time.GetTimestamp());
            var next = node;
            _ = Task.Run(() => ExecuteAsync(next, TokenFor(next, stop, cancellationToken)), CancellationToken.None);
        }
    }

    private string StopReason => _failFast ? "--fail-fast" : "the run was stopped";

    private NodeReport? EndsWithoutRunning(PlanNode node, CancellationToken stop)
    {
        if ((node.IsJoin || !node.Target.Settings.RunsAfterFailure) && node.Needs.Find(Blocks) is { } blocking)
        {
            var root = Root(blocking);
            var why = _reports[root.Index]!.Outcome == Outcome.Failed ? $"needs {root.Name}" : StopReason;
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, why);
        }

        if (stop.IsCancellationRequested)
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, StopReason);
        return node.Decision switch
        {
            Decision.Skip => new NodeReport(node, Outcome.Skipped, TimeSpan.Zero, node.Reason),
            Decision.UpToDate => new NodeReport(node, Outcome.UpToDate, TimeSpan.Zero, node.Reason),
            _ when !node.TakesTime => new NodeReport(node, Outcome.Done, TimeSpan.Zero, ""),
            _ => null,
        };
    }

    private bool Blocks(PlanNode need) => _reports[need.Index]!.Outcome switch
    {
        Outcome.Failed => !need.Target.Settings.ContinuesOnFailure,
        Outcome.NotRun or Outcome.Interrupted => true,
        _ => false,
    };

    // The node that failed, not the ones between that could not run because of it.
    private PlanNode Root(PlanNode node)
    {
        while (_reports[node.Index]!.Outcome == Outcome.NotRun && node.Needs.Find(Blocks) is { } deeper)
            node = deeper;
        return node;
    }

    // What does not end in time is reported as interrupted: nothing of it may count as done.
    private void Abandon(CancellationToken stop, CancellationToken cancellationToken)
    {
        foreach (var (node, started) in _running.Where(pair => TokenFor(pair.Key, stop, cancellationToken).IsCancellationRequested).ToList())
            EndRunning(new NodeReport(node, Outcome.Interrupted, time.GetElapsedTime(started), "did not stop when asked"));
    }

    private async Task ExecuteAsync(PlanNode node, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        NodeReport report;
        try
        {
            report = await ProbeAsync(node, stop) is { } upToDate
                ? new NodeReport(node, Outcome.UpToDate, time.GetElapsedTime(started), upToDate.Reason)
                : await RunBodiesAsync(node, started, stop);
        }
        catch (Exception e) when (stop.IsCancellationRequested && (e is OperationCanceledException || e.GetBaseException() is OperationCanceledException))
        {
            report = new NodeReport(node, Outcome.Interrupted, time.GetElapsedTime(started), StopReason);
        }
        catch (Exception e)
        {
            report = Failed(node, e, time.GetElapsedTime(started));
        }

        _happened.Writer.TryWrite(report);
    }

    private async Task<Reuse?> ProbeAsync(PlanNode node, CancellationToken stop)
    {
        if (node.Decision != Decision.DecideAtStart)
            return null;
        var reuse = await node.Target.Settings.Probe!(node.Item, new PlanningContext(build, graph, plan.Results, stop));
        node.Reason = reuse.Reason;
        if (reuse.State != ReuseState.UpToDate)
            return null;
        stop.ThrowIfCancellationRequested();
        if (node.Item is { } item)
            plan.Results.Set(node.Target, item, reuse.Result);
        return reuse;
    }

    private async Task<NodeReport> RunBodiesAsync(PlanNode node, long started, CancellationToken stop)
    {
        events.Emit(new RunEvent.NodeStarted(node));
        var context = new RunContext(build, graph, plan.Results, node, events, processes, time, stop);
        object? result = null;
        foreach (var body in node.Target.Settings.Bodies)
        {
            stop.ThrowIfCancellationRequested();
            result = await body(node.Item, context);
        }

        stop.ThrowIfCancellationRequested();
        if (node.Item is { } item)
            plan.Results.Set(node.Target, item, result);
        return new NodeReport(node, Outcome.Done, time.GetElapsedTime(started), events.SummaryOf(node) ?? node.Reason);
    }

    private NodeReport Failed(PlanNode node, Exception exception, TimeSpan duration)
    {
        var problems = ExecutionProblems.Of(node.Name, exception);
        return new NodeReport(node, Outcome.Failed, duration, problems[0].What, string.Join('\n', problems))
        {
            ExitCode = ExitCodes.Gravest([.. problems.Select(problem => problem.ExitCode)]),
        };
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

        foreach (var successor in _successors[report.Node.Index] ?? [])
        {
            if (--_waitsFor[successor.Index] == 0)
                _unblocked.Enqueue(successor);
        }
    }
}
