using System.Text;
using Slipway.Execution;

namespace Slipway.Reporting.GitHub;

/// <summary>Adds the summary of a run to the page of the workflow's run.</summary>
/// <param name="file">The file that <c>GITHUB_STEP_SUMMARY</c> names; other steps write to it too.</param>
/// <param name="mask">Hides secrets in the names of items too.</param>
/// <param name="details">What helps with failures.</param>
/// <param name="warn">Told when the file cannot be written: that fails no run.</param>
internal sealed class StepSummary(string file, SecretMask mask, NodeDetails details, Action<string> warn) : IReporter
{
    // GitHub refuses summaries of more than a mebibyte; a line is far below a kibibyte.
    private const int MostRows = 500;
    private const int MostFailures = 20;

    public void On(RunEvent happened)
    {
        if (happened is not RunEvent.RunEnded { Report: var report })
            return;
        try
        {
            File.AppendAllText(file, mask.Apply(TextOf(report)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            warn($"the summary was not written to {file}: {e.Message}");
        }
    }

    private string TextOf(RunReport report)
    {
        var text = new StringBuilder("### ").Append(Cell(SummaryTable.Verdict(report))).Append("\n\n| target | result | time | why |\n|---|---|---:|---|\n");
        // Where not all can be shown, the failures are.
        var rows = SummaryTable.Rows(report).ToList();
        foreach (var row in rows.Count <= MostRows ? rows : [.. rows.OrderByDescending(row => row.Outcome == Outcome.Failed).Take(MostRows)])
        {
            var name = SummaryTable.Name(row.Outcome);
            var time = row.Duration > TimeSpan.Zero ? Durations.Text(row.Duration) : "";
            text.Append($"| {Cell(row.Node.Name)} | {(row.Outcome == Outcome.Failed ? $"**{name}**" : name)} | {time} | {Cell(row.Why)} |\n");
        }

        if (rows.Count > MostRows)
            text.Append("\nand ").Append(rows.Count - MostRows).Append(" more\n");
        foreach (var failed in report.Nodes.Where(node => node.Outcome == Outcome.Failed).Take(MostFailures))
            Add(text, failed);
        return text.Append('\n').ToString();
    }

    private void Add(StringBuilder text, NodeReport failed)
    {
        text.Append("\n#### ").Append(Cell(failed.Node.Name)).Append(" failed\n\n");
        Block(text, failed.Failure!);
        if (details.LastLines(failed.Node) is { Count: > 0 } lines)
        {
            text.Append("Its last output:\n\n");
            Block(text, string.Join('\n', lines));
        }

        text.Append("To repeat it:\n\n");
        Block(text, details.Repeat(failed.Node) + (details.Secrets.Count > 0 ? $"\n# with {string.Join(", ", details.Secrets)} in the environment" : ""));
    }

    // Indented, so that no line can end the block.
    private static void Block(StringBuilder text, string content)
    {
        foreach (var line in content.Split('\n'))
            text.Append("    ").Append(line).Append('\n');
        text.Append('\n');
    }

    // GitHub's Markdown, section 4.10: a pipe ends a cell even inside code.
    private static string Cell(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("`", "\\`", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal);
}
