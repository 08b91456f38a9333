using Slipway.Planning;

namespace Slipway.Reporting.Live;

/// <summary>How far a run is: what runs, what waits, what has ended.</summary>
internal sealed class LiveProgress(Plan plan, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private readonly bool[] _ended = new bool[plan.Steps.Count];
    private readonly Dictionary<PlanNode, RunningNode> _running = [];

    /// <summary>What runs, in the order of starting.</summary>
    public List<RunningNode> Running { get; } = [];

    /// <summary>The nodes with work.</summary>
    public int Total { get; } = plan.Nodes.Count(IsWork);

    public int EndedCount { get; private set; }

    public int WaitingCount => Total - EndedCount - Running.Count;

    public void Start(PlanNode node) => Running.Add(_running[node] = new RunningNode(node, time.GetTimestamp()));

    public void Say(PlanNode node, string line)
    {
        if (_running.TryGetValue(node, out var running) && !string.IsNullOrWhiteSpace(line))
            running.LastLine = line;
    }

    public void End(PlanNode node)
    {
        if (_running.Remove(node, out var running))
            Running.Remove(running);
        _ended[node.Index] = true;
        if (IsWork(node))
            EndedCount++;
    }

    /// <summary>How long the run has gone on.</summary>
    public TimeSpan Elapsed() => time.GetElapsedTime(_started);

    /// <summary>How long a node has run.</summary>
    public TimeSpan Elapsed(RunningNode node) => time.GetElapsedTime(node.Started);

    /// <summary>The first nodes that have not started, in the order of the plan.</summary>
    public IReadOnlyList<PlanNode> Waiting(int most) =>
        WaitingCount <= 0 ? [] : [.. plan.Nodes.Where(node => IsWork(node) && !_ended[node.Index] && !_running.ContainsKey(node)).Take(most)];

    /// <summary>What a node still waits for.</summary>
    public List<PlanNode> OpenBefore(PlanNode node) =>
        [.. node.Needs.Concat(node.Follows).SelectMany(before => before.IsJoin ? before.Needs : [before]).Distinct().Where(before => !_ended[before.Index])];

    // What is skipped or up to date ends without a word of its own.
    private static bool IsWork(PlanNode node) => node.TakesTime;
}
