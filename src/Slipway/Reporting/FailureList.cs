using System.Text;
using Slipway.Execution;

namespace Slipway.Reporting;

/// <summary>What helps with each failure, at the end of a run.</summary>
internal static class FailureList
{
    /// <summary>For each node that failed: its last lines, its log, and how to repeat it. Not masked yet.</summary>
    public static string Of(RunReport report, NodeDetails details, Palette palette)
    {
        var text = new StringBuilder();
        foreach (var failed in report.Nodes.Where(node => node.Outcome == Outcome.Failed))
        {
            text.AppendLine(palette.Error($"{failed.Node.Name} failed")).AppendLine($"  {failed.Why}");
            if (details.LastLines(failed.Node) is { Count: > 0 } lines)
            {
                text.AppendLine("  last output:");
                foreach (var line in lines)
                    text.Append("    ").AppendLine(palette.Faint(line));
            }

            text.Append("  log: ").AppendLine(details.Log(failed.Node)).Append("  repeat: ").AppendLine(details.Repeat(failed.Node));
            if (details.Secrets.Count > 0)
                text.Append("  with: ").AppendJoin(", ", details.Secrets).AppendLine(" in the environment");
            text.AppendLine();
        }

        return text.ToString();
    }
}
