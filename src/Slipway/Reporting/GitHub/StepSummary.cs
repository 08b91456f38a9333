using System.Text;
using Slipway.Execution;
using Slipway.Planning;
using Slipway.Reports;

namespace Slipway.Reporting.GitHub;

/// <summary>Adds the summary of a run to the page of the workflow's run.</summary>
/// <param name="file">The file that <c>GITHUB_STEP_SUMMARY</c> names; others in the step write to it too.</param>
/// <param name="mask">Hides secrets in the names of items too.</param>
/// <param name="details">What helps with failures.</param>
/// <param name="time">Tells when nodes start.</param>
/// <param name="warn">Told when the file cannot be written: that fails no run.</param>
internal sealed class StepSummary(string file, SecretMask mask, NodeDetails details, TimeProvider time, Action<string> warn) : IReporter
{
    // GitHub refuses the whole summary of a step when it is larger: https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits
    private const long Limit = 1024 * 1024;
    private const int MostFailures = 20;

    private readonly Dictionary<PlanNode, DateTimeOffset> _starts = [];
    private readonly List<(PlanNode Node, ReportTable Table)> _tables = [];

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.NodeStarted { Node: var node }:
                _starts[node] = time.GetUtcNow();
                break;
            case RunEvent.NodeReported reported:
                _tables.Add((reported.Node, reported.Table));
                break;
            case RunEvent.RunEnded { Report: var report }:
                Write(report);
                break;
        }
    }

    private void Write(RunReport report)
    {
        try
        {
            var there = new FileInfo(file) is { Exists: true } known ? known.Length : 0;
            File.AppendAllText(file, TextOf(report, Limit - there));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"the summary was not written to {file}: {e.Message}");
        }
    }

    // The most important comes first: what is cut is at the end.
    private string TextOf(RunReport report, long limit)
    {
        var text = new SummaryText(limit);
        text.Add($"### {Shown(SummaryTable.Verdict(report))}\n\n");
        var rows = SummaryTable.Rows(report).ToList();
        var ran = rows.Where(row => row.Outcome is not (Outcome.UpToDate or Outcome.Skipped)).ToList();
        if (ran.Count > 0)
            text.Add("| target | result | time | why |\n|---|---|---:|---|\n", ran.OrderBy(row => row.Outcome != Outcome.Failed).Select(Row), "\n");
        foreach (var failed in report.Nodes.Where(node => node.Outcome == Outcome.Failed).Take(MostFailures))
            text.Add(Failure(failed));
        // What an attempt reported that failed and was repeated is there twice: the last one counts.
        foreach (var group in _tables.OrderBy(entry => entry.Node.Index).GroupBy(entry => entry.Table.Title, StringComparer.Ordinal))
            ReportSection.Add(text, [.. group.GroupBy(entry => entry.Node).Select(node => node.Last().Table)], mask);
        AddUnchanged(text, [.. rows.Where(row => row.Outcome == Outcome.UpToDate)], "up to date");
        AddUnchanged(text, [.. rows.Where(row => row.Outcome == Outcome.Skipped)], "skipped");
        if (RunChart.Of(report, _starts) is { } chart)
            text.Add($"#### When it ran\n\n{mask.Apply(chart)}\n");
        return text.ToString();
    }

    private string Row(NodeReport row)
    {
        var name = SummaryTable.Name(row.Outcome);
        var duration = row.Duration > TimeSpan.Zero ? Durations.Text(row.Duration) : "";
        return $"| {Shown(row.Node.Name)} | {(row.Outcome == Outcome.Failed ? $"**{name}**" : name)} | {duration} | {Shown(row.Why)} |\n";
    }

    private string Failure(NodeReport failed)
    {
        var text = new StringBuilder($"#### {Shown(failed.Node.Name)} failed\n\n").Append(Markdown.Block(mask.Apply(failed.Failure!)));
        if (details.LastLines(failed.Node) is { Count: > 0 } lines)
            text.Append("Its last output:\n\n").Append(Markdown.Block(mask.Apply(string.Join('\n', lines))));
        var secrets = details.Secrets.Count > 0 ? $"\n# with {string.Join(", ", details.Secrets)} in the environment" : "";
        return text.Append("To repeat it:\n\n").Append(Markdown.Block(mask.Apply(details.Repeat(failed.Node) + secrets))).ToString();
    }

    private void AddUnchanged(SummaryText text, List<NodeReport> rows, string what)
    {
        if (rows.Count > 0)
            text.Add($"<details><summary>{rows.Count} {what}</summary>\n\n| target | why |\n|---|---|\n", rows.Select(row => $"| {Shown(row.Node.Name)} | {Shown(row.Why)} |\n"), "\n</details>\n\n");
    }

    private string Shown(string text) => Markdown.Cell(mask.Apply(text));
}
