using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>Keeps the last lines of each node that runs or has failed.</summary>
internal sealed class LastOutput : IReporter
{
    private const int Kept = 10;

    private readonly Dictionary<PlanNode, Queue<string>> _lines = [];

    /// <summary>The last lines that a node said, oldest first, without sequences for terminals.</summary>
    public IReadOnlyCollection<string> Of(PlanNode node) => _lines.TryGetValue(node, out var lines) ? lines : [];

    public void On(RunEvent happened)
    {
        if (happened is RunEvent.NodeSaid said)
            Keep(said.Node, said.Line);
        else if (happened is RunEvent.NodeEnded { Report: { Outcome: not Outcome.Failed, Node: var node } })
            _lines.Remove(node);
    }

    private void Keep(PlanNode node, string line)
    {
        var text = PlainText.Of(line).TrimEnd();
        if (text.Length == 0)
            return;
        if (!_lines.TryGetValue(node, out var lines))
            _lines[node] = lines = new(Kept);
        if (lines.Count == Kept)
            lines.Dequeue();
        lines.Enqueue(text);
    }
}
