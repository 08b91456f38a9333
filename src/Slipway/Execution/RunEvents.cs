using System.Collections.Concurrent;
using Slipway.Planning;

namespace Slipway.Execution;

/// <summary>Hands events to the reporters, masked, one at a time.</summary>
internal sealed class RunEvents(IReadOnlyList<IReporter> reporters, SecretMask mask)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<PlanNode, string> _summaries = new();

    public SecretMask Mask { get; } = mask;

    public void Say(PlanNode node, string text, OutputLevel level)
    {
        foreach (var line in Mask.Apply(text).Split('\n'))
            Emit(new RunEvent.NodeSaid(node, line.TrimEnd('\r'), level));
    }

    public void Summarize(PlanNode node, string text) => _summaries[node] = Mask.Apply(text);

    public string? SummaryOf(PlanNode node) => _summaries.GetValueOrDefault(node);

    public void Emit(RunEvent happened)
    {
        lock (_gate)
        {
            foreach (var reporter in reporters)
                reporter.On(happened);
        }
    }
}
