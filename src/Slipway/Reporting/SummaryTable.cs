using System.Text;
using Slipway.Execution;

namespace Slipway.Reporting;

/// <summary>The table at the end of a run.</summary>
internal static class SummaryTable
{
    private const int TimeWidth = 11;

    // One long name does not move the results of all out of sight.
    private const int WidestName = 60;

    /// <summary>The table, what helps with failures, and the verdict. Not masked yet.</summary>
    public static string Of(RunReport report, Palette palette, string failures)
    {
        var rows = Rows(report).ToList();
        var nameWidth = 6;
        foreach (var row in rows)
            nameWidth = Math.Max(nameWidth, Math.Min(row.Node.Name.Length, WidestName));
        var text = new StringBuilder().AppendLine();
        text.Append("  target").AppendBlanks(nameWidth - 6).AppendLine("  result              time  why");
        foreach (var row in rows)
        {
            var time = row.Duration > TimeSpan.Zero ? Durations.Text(row.Duration) : "";
            text.Append("  ").Append(row.Node.Name).AppendBlanks(nameWidth - row.Node.Name.Length).Append("  ").Append(Paint(row.Outcome, palette))
                .AppendBlanks(2 + TimeWidth - time.Length).Append(time).Append("  ").Append(row.Why).TrimBlanks().AppendLine();
        }

        var verdict = Verdict(report);
        return text.AppendLine().Append(failures).AppendLine(report.Nodes.All(Succeeded) ? palette.Good(verdict) : palette.Error(verdict)).ToString();
    }

    /// <summary>The nodes that are worth a line: all but those without work that went well.</summary>
    public static IEnumerable<NodeReport> Rows(RunReport report) =>
        report.Nodes.Where(node => node.Outcome != Outcome.Done || node.Node.Target.Settings.Bodies.Count > 0);

    /// <summary>How the run ended, in one line.</summary>
    public static string Verdict(RunReport report)
    {
        // No grouping: code for groups by an enum is not compiled ahead of time.
        var counts = new int[(int)Outcome.Interrupted + 1];
        foreach (var node in Rows(report))
            counts[(int)node.Outcome]++;
        var parts = new List<string>();
        for (var outcome = Outcome.Done; outcome <= Outcome.Interrupted; outcome++)
        {
            if (counts[(int)outcome] > 0)
                parts.Add($"{counts[(int)outcome]} {Name(outcome)}");
        }

        var all = string.Join(", ", parts);
        return $"{Word(report)} in {Durations.Text(report.Duration)}{(all.Length > 0 ? ": " + all : "")}";
    }

    /// <summary><c>Succeeded</c>, <c>Failed</c> or <c>Stopped</c>.</summary>
    public static string Word(RunReport report) =>
        report.Nodes.All(Succeeded) ? "Succeeded" : report.Nodes.Any(node => node.Outcome == Outcome.Failed) ? "Failed" : "Stopped";

    /// <summary>An outcome in words.</summary>
    public static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Done => "done",
        Outcome.UpToDate => "up to date",
        Outcome.Skipped => "skipped",
        Outcome.Failed => "failed",
        Outcome.NotRun => "not run",
        _ => "interrupted",
    };

    private static string Paint(Outcome outcome, Palette palette) => outcome switch
    {
        Outcome.Done => palette.Good("done       "),
        Outcome.UpToDate => palette.Good("up to date "),
        Outcome.Skipped => palette.Faint("skipped    "),
        Outcome.Failed => palette.Error("FAILED     "),
        Outcome.NotRun => palette.Warning("not run    "),
        _ => palette.Warning("interrupted"),
    };

    private static bool Succeeded(NodeReport node) => node.Outcome is Outcome.Done or Outcome.UpToDate or Outcome.Skipped;
}
