using System.Globalization;
using System.Text;
using Slipway.Planning;
using Slipway.Scheduling;

namespace Slipway.Reporting;

/// <summary>A plan for people.</summary>
internal static class PlanText
{
    public static string Of(Plan plan)
    {
        var nodes = plan.Nodes.Where(node => node.Target.Settings.Bodies.Count > 0).OrderBy(node => node.Wave).ThenBy(node => node.Index).ToList();
        var text = new StringBuilder()
            .Append("Plan for ").AppendJoin(", ", plan.Requested).Append(": ").Append(Count(nodes)).AppendLine()
            .Append("Mode ").AppendLine(ModeLine(plan));
        var forecast = plan.IsLearned ? new Forecast(plan.Steps, plan.Precedence, plan.Limits) : null;
        if (forecast is not null)
            text.Append("Expected to take ").Append(Durations.Text(new TimeSpan(forecast.Run()))).AppendLine(", by earlier runs");
        var columns = Columns(nodes, forecast);
        var widths = columns.ConvertAll(column => nodes.Select(node => column.Of(node).Length).Append(column.Title.Length).Max());
        Line(text.AppendLine(), columns.Select((column, i) => Padded(column.Title, widths[i], column.IsNumber)).Append("why"));
        foreach (var node in nodes)
            Line(text, columns.Select((column, i) => Padded(column.Of(node), widths[i], column.IsNumber)).Append(node.Reason));
        return text.ToString();
    }

    // Times and memory only where something is known of them: a line should fit a terminal.
    private static List<(string Title, bool IsNumber, Func<PlanNode, string> Of)> Columns(List<PlanNode> nodes, Forecast? forecast)
    {
        List<(string Title, bool IsNumber, Func<PlanNode, string> Of)> columns =
        [
            ("wave", true, node => node.Wave.ToString(CultureInfo.InvariantCulture)),
            ("target", false, node => node.Name),
            ("decision", false, node => Word(node.Decision)),
        ];
        if (forecast is not null)
        {
            columns.Add(("start", true, node => node.TakesTime ? Clock(new TimeSpan(forecast.StartOf(node))) : ""));
            columns.Add(("takes", true, node => !node.TakesTime ? "" : node.Learned is { } learned ? Clock(learned) : "?"));
        }

        if (nodes.Exists(node => node.Memory.Bytes > 0))
            columns.Add(("memory", true, node => node.Memory.Bytes > 0 ? node.Memory.ToString() : ""));
        return columns;
    }

    private static string Padded(string text, int width, bool isNumber) => isNumber ? text.PadLeft(width) : text.PadRight(width);

    private static void Line(StringBuilder text, IEnumerable<string> cells) => text.AppendLine(("  " + string.Join("  ", cells)).TrimEnd());

    /// <summary>Minutes and seconds, as in a timetable.</summary>
    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    private static string Count(List<PlanNode> nodes)
    {
        var counts = from node in nodes
                     group node by node.Decision into same
                     orderby same.Key
                     select $"{same.Count()} {Word(same.Key)}";
        return nodes.Count == 0 ? "nothing to do" : string.Join(", ", counts);
    }

    private static string ModeLine(Plan plan) => plan.Limits.Mode switch
    {
        Mode.Sequential => "sequential: one node at a time",
        Mode.Parallel => "parallel: everything that is ready",
        _ when plan.MemoryOrigin is null => "adaptive: everything that is ready, as nothing that runs says what memory it needs",
        _ => $"adaptive: up to {plan.Limits.Memory} of memory ({plan.MemoryOrigin})",
    } + (plan.Limits is { Mode: not Mode.Sequential, Concurrency: > 0 and var most } ? $", {most} at a time" : "");

    private static string Word(Decision decision) => decision switch
    {
        Decision.Run => "run",
        Decision.DecideAtStart => "decide at start",
        Decision.UpToDate => "up to date",
        _ => "skip",
    };
}
