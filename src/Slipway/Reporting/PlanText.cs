using System.Text;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    public static string Of(Plan plan)
    {
        var nodes = plan.Nodes.Where(node => node.Target.Settings.Bodies.Count > 0).OrderBy(node => node.Wave).ThenBy(node => node.Index).ToList();
        var nameWidth = nodes.Select(node => node.Name.Length).Append(6).Max();
        var text = new StringBuilder()
            .Append("Plan for ").AppendJoin(", ", plan.Requested).Append(": ").Append(Count(nodes)).AppendLine()
            .Append("Mode ").AppendLine(ModeLine(plan)).AppendLine()
            .Append("  wave  ").Append("target".PadRight(nameWidth)).AppendLine("  decision          memory  why");
        foreach (var node in nodes)
        {
            var memory = node.Memory.Bytes > 0 ? node.Memory.ToString() : "";
            text.AppendLine($"  {node.Wave,4}  {node.Name.PadRight(nameWidth)}  {Word(node.Decision),-15} {memory,8}  {node.Reason}".TrimEnd());
        }

        return text.ToString();
    }

    private static string Count(List<PlanNode> nodes)
    {
        var counts = from node in nodes
                     group node by node.Decision into same
                     orderby same.Key
                     select $"{same.Count()} {Word(same.Key)}";
        return nodes.Count == 0 ? "nothing to do" : string.Join(", ", counts);
    }

    private static string ModeLine(Plan plan) => plan.Mode switch
    {
        Mode.Sequential => "sequential: one node at a time",
        Mode.Parallel => "parallel: everything that is ready",
        _ => $"adaptive: up to {plan.MemoryBudget} of memory",
    } + (plan is { Mode: not Mode.Sequential, Concurrency: > 0 and var most } ? $", {most} at a time" : "");

    private static string Word(Decision decision) => decision switch
    {
        Decision.Run => "run",
        Decision.DecideAtStart => "decide at start",
        Decision.UpToDate => "up to date",
        _ => "skip",
    };
}
