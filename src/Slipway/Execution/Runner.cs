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

    private readonly NodeReport?[] _reports = new NodeReport?[plan.Nodes.Count];
    private readonly int[] _waitsFor = new int[plan.Nodes.Count];
    private readonly List<PlanNode>[] _successors = new List<PlanNode>[plan.Nodes.Count];
    private readonly SortedSet<PlanNode> _ready = new(Comparer<PlanNode>.Create(ByUrgency));
    private readonly Channel<NodeReport> _ended = Channel.CreateUnbounded<NodeReport>();
    private readonly Budget _budget = new(plan);
    private int _exitCode = ExitCodes.Done;
    private bool _failFast;

    /// <summary>Runs until everything that can run has ended.</summary>
    /// <param name="cancellationToken">Stops the run: nothing new starts, and running nodes are asked to end.</param>
    public async Task<RunReport> RunAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        events.Emit(new RunEvent.RunStarted(plan));
        Prepare();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        await using var losePatience = stop.Token.Register(() => patience.CancelAfter(StopPatience));
        var running = new HashSet<PlanNode>();
        while (true)
        {
            StartReady(running, stop.Token);
            if (running.Count == 0)
                break;
            if (await NextEndAsync(stop.Token, patience.Token) is not { } report)
                break;
            running.Remove(report.Node);
            _budget.Return(report.Node);
            End(report);
            if (_failFast)
                await stop.CancelAsync();
        }

        // What did not end in time is reported as interrupted: nothing of it may count as done.
        foreach (var node in plan.Nodes.Where(node => _reports[node.Index] is null))
            Report(new NodeReport(node, running.Contains(node) ? Outcome.Interrupted : Outcome.NotRun, TimeSpan.Zero, "the run was stopped"));
        var result = new RunReport([.. _reports.Select(report => report!)], time.GetElapsedTime(started), _exitCode);
        events.Emit(new RunEvent.RunEnded(result));
        return result;
    }

    // Longest remaining path first; ties by position, so that equal plans start in equal order.
    private static int ByUrgency(PlanNode? a, PlanNode? b) =>
        a!.RemainingPath != b!.RemainingPath ? b.RemainingPath.CompareTo(a.RemainingPath) : a.Index.CompareTo(b.Index);

    private void Prepare()
    {
        foreach (var node in plan.Nodes)
        {
            var before = node.Needs.Concat(node.Follows).Distinct().ToList();
            _waitsFor[node.Index] = before.Count;
            foreach (var other in before)
                (_successors[other.Index] ??= []).Add(node);
        }

        foreach (var node in plan.Nodes.Where(node => _waitsFor[node.Index] == 0).ToList())
            _ready.Add(node);
    }

    private void StartReady(HashSet<PlanNode> running, CancellationToken stop)
    {
        // Nodes without work end at once and may make others ready, so the set is looked at until nothing changes.
        for (var changed = true; changed;)
        {
            changed = false;
            foreach (var node in _ready.ToList())
            {
                if (EndsWithoutRunning(node, stop) is { } report)
                {
                    _ready.Remove(node);
                    End(report);
                    changed = true;
                }
                else if (_budget.TryTake(node))
                {
                    _ready.Remove(node);
                    running.Add(node);
                    _ = Task.Run(() => ExecuteAsync(node, stop), CancellationToken.None);
                }
            }
        }
    }

    private NodeReport? EndsWithoutRunning(PlanNode node, CancellationToken stop)
    {
        var failed = node.Needs.Find(need => _reports[need.Index] is { } r
            && (r.Outcome is Outcome.NotRun or Outcome.Interrupted || (r.Outcome == Outcome.Failed && !need.Target.Settings.ContinuesOnFailure)));
        if (failed is not null && !node.Target.Settings.RunsAfterFailure)
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, $"needs {Root(failed)}");
        if (stop.IsCancellationRequested)
            return new NodeReport(node, Outcome.NotRun, TimeSpan.Zero, _failFast ? "--fail-fast" : "the run was stopped");
        return node.Decision switch
        {
            Decision.Skip => new NodeReport(node, Outcome.Skipped, TimeSpan.Zero, node.Reason),
            Decision.UpToDate => new NodeReport(node, Outcome.UpToDate, TimeSpan.Zero, node.Reason),
            _ when node.Target.Settings.Bodies.Count == 0 => new NodeReport(node, Outcome.Done, TimeSpan.Zero, ""),
            _ => null,
        };
    }

    // The node that failed, not the ones between that could not run because of it.
    private string Root(PlanNode node)
    {
        while (_reports[node.Index]!.Outcome == Outcome.NotRun && node.Needs.Find(n => _reports[n.Index] is { Outcome: Outcome.NotRun or Outcome.Failed or Outcome.Interrupted }) is { } deeper)
            node = deeper;
        return node.Name;
    }

    private async Task<NodeReport?> NextEndAsync(CancellationToken stop, CancellationToken patience)
    {
        try
        {
            return await _ended.Reader.ReadAsync(stop.IsCancellationRequested ? patience : stop);
        }
        catch (OperationCanceledException) when (!patience.IsCancellationRequested)
        {
            return await NextEndAsync(stop, patience);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
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
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            report = new NodeReport(node, Outcome.Interrupted, time.GetElapsedTime(started), "the run was stopped");
        }
        catch (Exception e)
        {
            report = Failed(node, e, time.GetElapsedTime(started));
        }

        _ended.Writer.TryWrite(report);
    }

    private async Task<Reuse?> ProbeAsync(PlanNode node, CancellationToken stop)
    {
        if (node.Decision != Decision.DecideAtStart)
            return null;
        var reuse = await node.Target.Settings.Probe!(node.Item, new PlanningContext(build, graph, plan.Results, stop));
        node.Reason = reuse.Reason;
        if (reuse.State != ReuseState.UpToDate)
            return null;
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
            result = await body(node.Item, context);
        stop.ThrowIfCancellationRequested();
        if (node.Item is { } item)
            plan.Results.Set(node.Target, item, result);
        return new NodeReport(node, Outcome.Done, time.GetElapsedTime(started), events.SummaryOf(node) ?? node.Reason);
    }

    private NodeReport Failed(PlanNode node, Exception exception, TimeSpan duration)
    {
        var problems = exception is ProblemException known ? known.Problems : [ExecutionProblems.Unexpected(node.Name, exception)];
        var exitCode = (exception as ProblemException)?.ExitCode ?? ExitCodes.TargetFailed;
        lock (_reports)
            _exitCode = _exitCode == ExitCodes.Done ? exitCode : Math.Min(_exitCode, exitCode);
        return new NodeReport(node, Outcome.Failed, duration, events.Mask.Apply(problems[0].What), events.Mask.Apply(string.Join('\n', problems)));
    }

    private void End(NodeReport report)
    {
        Report(report);
        _failFast |= report.Outcome == Outcome.Failed && build.FailFast;
        foreach (var successor in _successors[report.Node.Index] ?? [])
        {
            if (--_waitsFor[successor.Index] == 0)
                _ready.Add(successor);
        }
    }

    private void Report(NodeReport report)
    {
        _reports[report.Node.Index] = report;
        events.Emit(new RunEvent.NodeEnded(report));
    }
}
