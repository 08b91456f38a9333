using System.Collections.Concurrent;
using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>Hands events to the reporters, masked, one at a time.</summary>
internal sealed class RunEvents(IReadOnlyList<IReporter> reporters, SecretMask mask)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<PlanNode, string> _summaries = new();
    private bool _ended;

    public SecretMask Mask { get; } = mask;

    public void Say(PlanNode node, string text, OutputLevel level)
    {
        foreach (var line in Mask.Apply(text).Split('\n'))
            Emit(new RunEvent.NodeSaid(node, line.TrimEnd('\r'), level));
    }

    public void Summarize(PlanNode node, string text) => _summaries[node] = text;

    /// <summary>The report without secrets, its reason on one line.</summary>
    public NodeReport Masked(NodeReport report) => report with
    {
        Why = Mask.Apply(report.Why).Split('\n')[0].TrimEnd('\r'),
        Failure = report.Failure is { } failure ? Mask.Apply(failure) : null,
        Problems = report.Problems.Count == 0 ? [] : [.. report.Problems.Select(problem => Mask.Apply(problem))],
    };

    public string? SummaryOf(PlanNode node) => _summaries.GetValueOrDefault(node);

    public void Emit(RunEvent happened)
    {
        lock (_gate)
        {
            // A body that does not stop when asked outlives its run: nobody listens any more.
            if (_ended)
                return;
            _ended = happened is RunEvent.RunEnded;
            foreach (var reporter in reporters)
                reporter.On(happened);
        }
    }
}
