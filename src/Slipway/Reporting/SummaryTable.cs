using System.Text;
using Slipway.Execution;

namespace Slipway.Reporting;

/// <summary>The table at the end of a run.</summary>
internal static class SummaryTable
{
    public static string Of(RunReport report, Palette palette)
    {
        var rows = report.Nodes.Where(node => node.Outcome != Outcome.Done || node.Node.Target.Settings.Bodies.Count > 0).ToList();
        var nameWidth = rows.Select(row => row.Node.Name.Length).Append(6).Max();
        var text = new StringBuilder().AppendLine();
        text.Append("  ").Append("target".PadRight(nameWidth)).AppendLine("  result              time  why");
        foreach (var row in rows)
        {
            var time = row.Duration > TimeSpan.Zero ? Durations.Text(row.Duration) : "";
            text.AppendLine($"  {row.Node.Name.PadRight(nameWidth)}  {Paint(row.Outcome, palette)}  {time,11}  {row.Why}".TrimEnd());
        }

        return text.AppendLine().AppendLine(Verdict(report, palette)).ToString();
    }

    private static string Paint(Outcome outcome, Palette palette) => outcome switch
    {
        Outcome.Done => palette.Good("done       "),
        Outcome.UpToDate => palette.Good("up to date "),
        Outcome.Skipped => palette.Faint("skipped    "),
        Outcome.Failed => palette.Error("FAILED     "),
        Outcome.NotRun => palette.Warning("not run    "),
        _ => palette.Warning("interrupted"),
    };

    private static string Verdict(RunReport report, Palette palette)
    {
        var counts = from node in report.Nodes
                     where node.Outcome != Outcome.Done || node.Node.Target.Settings.Bodies.Count > 0
                     group node by node.Outcome into same
                     orderby same.Key
                     select $"{same.Count()} {Name(same.Key)}";
        var all = string.Join(", ", counts);
        var word = report.Nodes.All(Succeeded) ? "Succeeded" : report.Nodes.Any(node => node.Outcome == Outcome.Failed) ? "Failed" : "Stopped";
        var text = $"{word} in {Durations.Text(report.Duration)}{(all.Length > 0 ? ": " + all : "")}";
        return report.Nodes.All(Succeeded) ? palette.Good(text) : palette.Error(text);
    }

    private static bool Succeeded(NodeReport node) => node.Outcome is Outcome.Done or Outcome.UpToDate or Outcome.Skipped;

    private static string Name(Outcome outcome) => outcome switch
    {
        Outcome.Done => "done",
        Outcome.UpToDate => "up to date",
        Outcome.Skipped => "skipped",
        Outcome.Failed => "failed",
        Outcome.NotRun => "not run",
        _ => "interrupted",
    };
}
