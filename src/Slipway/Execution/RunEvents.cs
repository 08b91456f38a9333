using System.Collections.Concurrent;
using Slipway.Planning;
using Slipway.Reports;

namespace Slipway.Execution;

/// <summary>Hands events to the reporters, masked, one at a time.</summary>
internal sealed class RunEvents(IReadOnlyList<IReporter> reporters, SecretMask mask)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<PlanNode, string> _summaries = new();
    private IReadOnlyList<IReporter> _listening = reporters;
    private bool _ended;

    public SecretMask Mask { get; } = mask;

    /// <summary>Why reporters were left out: they could not write what they were told.</summary>
    public IReadOnlyList<Exception> Lost { get; private set; } = [];

    /// <summary>The names of the nodes that have failed so far.</summary>
    public IReadOnlyList<string> Failed { get; private set; } = [];

    public void Say(PlanNode node, string text, OutputLevel level)
    {
        foreach (var line in Mask.Apply(text).Split('\n'))
            Emit(new RunEvent.NodeSaid(node, line.TrimEnd('\r'), level));
    }

    public void Summarize(PlanNode node, string text) => _summaries[node] = text;

    public void Report(PlanNode node, ReportTable table) => Emit(new RunEvent.NodeReported(node, table with
    {
        Title = Mask.Apply(table.Title),
        Note = table.Note is { } note ? Mask.Apply(note) : null,
        Rows = [.. table.Rows.Select(row => row.Select(cell => Mask.Apply(cell)).ToArray())],
    }));

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
            if (happened is RunEvent.NodeEnded { Report: { Outcome: Outcome.Failed } failed })
                Failed = [.. Failed, Mask.Apply(failed.Node.Name)];
            foreach (var reporter in _listening)
                Tell(reporter, happened);
        }
    }

    // A full disk or a terminal that was closed must not end the run: nobody would end the programs that it started.
    private void Tell(IReporter reporter, RunEvent happened)
    {
        try
        {
            reporter.On(happened);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _listening = [.. _listening.Where(other => other != reporter)];
            Lost = [.. Lost, e];
        }
    }
}
