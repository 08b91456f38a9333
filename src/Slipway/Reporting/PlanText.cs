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
        List<PlanNode> nodes = [.. plan.Nodes];
        nodes.RemoveAll(node => node.Target.Settings.Bodies.Count == 0);
        nodes.Sort((a, b) => a.Wave != b.Wave ? a.Wave.CompareTo(b.Wave) : a.Index.CompareTo(b.Index));
        var text = new StringBuilder()
            .Append("Plan for ").AppendJoin(", ", plan.Requested).Append(": ").Append(Count(nodes)).AppendLine()
            .Append("Mode ").AppendLine(ModeLine(plan));
        var forecast = plan.IsLearned ? new Forecast(plan.Steps, plan.Precedence, plan.Limits) : null;
        if (forecast is not null)
            text.Append("Expected to take ").Append(Durations.Text(new TimeSpan(forecast.Run()))).AppendLine(", by earlier runs");
        var columns = Columns(nodes, forecast);
        text.AppendLine();
        foreach (var column in columns)
            column.Append(text, -1);
        text.AppendLine("  why");
        for (var i = 0; i < nodes.Count; i++)
        {
            foreach (var column in columns)
                column.Append(text, i);
            text.Append("  ").Append(nodes[i].Reason).TrimBlanks().AppendLine();
        }

        return text.ToString();
    }

    // Times and memory only where something is known of them: a line should fit a terminal.
    private static List<Column> Columns(List<PlanNode> nodes, Forecast? forecast)
    {
        List<Column> columns =
        [
            new("wave", isNumber: true, nodes.ConvertAll(node => node.Wave.ToString(CultureInfo.InvariantCulture))),
            new("target", isNumber: false, nodes.ConvertAll(node => node.Name)),
            new("decision", isNumber: false, nodes.ConvertAll(node => Word(node.Decision))),
        ];
        if (forecast is not null)
        {
            columns.Add(new("start", isNumber: true, nodes.ConvertAll(node => node.TakesTime ? Clock(new TimeSpan(forecast.StartOf(node))) : "")));
            columns.Add(new("takes", isNumber: true, nodes.ConvertAll(node => !node.TakesTime ? "" : node.Learned is { } learned ? Clock(learned) : "?")));
        }

        if (nodes.Exists(node => node.Memory.Bytes > 0))
            columns.Add(new("memory", isNumber: true, nodes.ConvertAll(node => node.Memory.Bytes > 0 ? node.Memory.ToString() : "")));
        return columns;
    }

    /// <summary>Minutes and seconds, as in a timetable.</summary>
    private static string Clock(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    private static string Count(List<PlanNode> nodes)
    {
        if (nodes.Count == 0)
            return "nothing to do";
        // No grouping: code for groups by an enum is not compiled ahead of time.
        var counts = new List<string>();
        for (var decision = Decision.Run; decision <= Decision.Skip; decision++)
        {
            if (nodes.FindAll(node => node.Decision == decision).Count is > 0 and var count)
                counts.Add($"{count} {Word(decision)}");
        }

        return string.Join(", ", counts);
    }

    private static string ModeLine(Plan plan) => plan.Limits.Mode switch
    {
        Mode.Sequential => "sequential: one node at a time",
        Mode.Parallel => "parallel: everything that is ready",
        _ when plan.MemoryOrigin is null => "adaptive: everything that is ready, as nothing that runs says what memory it needs",
        _ => $"adaptive: up to {plan.Limits.Memory} of memory ({plan.MemoryOrigin})",
    } + (plan.Limits is { Mode: not Mode.Sequential, Concurrency: > 0 and var most } ? $", {most} at a time" : "");

    /// <summary>A column of the table, as wide as its widest text.</summary>
    private sealed class Column
    {
        // One long name does not move the reasons of all out of sight.
        private const int Widest = 60;

        private readonly string _title;
        private readonly bool _isNumber;
        private readonly List<string> _texts;
        private readonly int _width;

        public Column(string title, bool isNumber, List<string> texts)
        {
            (_title, _isNumber, _texts, _width) = (title, isNumber, texts, title.Length);
            foreach (var text in texts)
                _width = Math.Max(_width, Math.Min(text.Length, Widest));
        }

        /// <summary>Appends the text of a row, or with -1 the title.</summary>
        public void Append(StringBuilder line, int row)
        {
            var text = row < 0 ? _title : _texts[row];
            line.Append("  ").AppendBlanks(_isNumber ? _width - text.Length : 0).Append(text).AppendBlanks(_isNumber ? 0 : _width - text.Length);
        }
    }

    private static string Word(Decision decision) => decision switch
    {
        Decision.Run => "run",
        Decision.DecideAtStart => "decide at start",
        Decision.UpToDate => "up to date",
        _ => "skip",
    };
}
