using Slipway.Execution;
using Slipway.Planning;
using Slipway.Reports;

namespace Slipway.Reporting.Page;

/// <summary>Remembers of a run what its report shows.</summary>
/// <param name="time">Dates it.</param>
internal sealed class RunRecording(TimeProvider time) : IReporter
{
    private readonly Dictionary<PlanNode, TimedNode> _nodes = [];
    private readonly List<(PlanNode Node, ReportTable Table)> _tables = [];
    private long _began;

    /// <summary>When the run started.</summary>
    public DateTimeOffset Started { get; private set; }

    /// <summary>What was to run.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>All nodes in the order of the plan.</summary>
    public IReadOnlyList<TimedNode> Nodes => [.. Plan!.Nodes.Select(node => _nodes[node])];

    /// <summary>What nodes reported: tables of one title as one, rows in the order of the plan.</summary>
    public IReadOnlyList<ReportTable> Tables =>
    [
        .. _tables.GroupBy(reported => reported.Table.Title, StringComparer.Ordinal)
            .SelectMany(title => title.GroupBy(reported => string.Join('\n', reported.Table.Columns), StringComparer.Ordinal))
            .Select(same => same.First().Table with
            {
                Note = same.Select(reported => reported.Table.Note).FirstOrDefault(note => note is not null),
                Rows = [.. same.OrderBy(reported => reported.Node.Index).SelectMany(reported => reported.Table.Rows)],
            }),
    ];

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                (Plan, Started, _began) = (started.Plan, time.GetUtcNow(), time.GetTimestamp());
                foreach (var node in started.Plan.Nodes)
                    _nodes[node] = new TimedNode(node);
                break;
            case RunEvent.NodeStarted { Node: var node }:
                _nodes[node].Start = time.GetElapsedTime(_began);
                break;
            case RunEvent.NodeReported reported:
                _tables.Add((reported.Node, reported.Table));
                break;
            case RunEvent.NodeEnded { Report: var report }:
                (_nodes[report.Node].End, _nodes[report.Node].Report) = (time.GetElapsedTime(_began), report);
                break;
        }
    }
}
