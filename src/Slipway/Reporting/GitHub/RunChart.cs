using System.Globalization;
using System.Text;
using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting.GitHub;

/// <summary>A chart of when nodes ran, as GitHub draws it.</summary>
/// <remarks>https://mermaid.js.org/syntax/gantt.html</remarks>
internal static class RunChart
{
    // More bars cannot be told apart, and mermaid refuses texts of 50,000 characters.
    private const int MostBars = 60;

    // Words that mean something where a line begins.
    private static readonly string[] Words = ["title", "section", "click", "call", "href", "gantt", "excludes", "includes", "weekday", "weekend"];

    /// <summary>The chart; <see langword="null"/> where nothing took time.</summary>
    /// <param name="report">What ran.</param>
    /// <param name="starts">When each node started.</param>
    public static string? Of(RunReport report, IReadOnlyDictionary<PlanNode, DateTimeOffset> starts)
    {
        var bars = report.Nodes.Where(node => node.Duration > TimeSpan.Zero && starts.ContainsKey(node.Node)).ToList();
        var shown = bars.OrderByDescending(bar => bar.Duration).Take(MostBars).OrderBy(bar => starts[bar.Node]).ThenBy(bar => bar.Node.Index).ToList();
        if (shown.Count == 0)
            return null;
        var text = new StringBuilder("```mermaid\ngantt\n    dateFormat x\n    axisFormat %H:%M:%S\n");
        foreach (var bar in shown)
        {
            var start = starts[bar.Node].ToUnixTimeMilliseconds();
            var tag = bar.Outcome switch { Outcome.Done => "done, ", Outcome.Failed => "crit, ", _ => "active, " };
            // A bar without length is not drawn.
            var end = start + Math.Max(1, (long)bar.Duration.TotalMilliseconds);
            text.Append(CultureInfo.InvariantCulture, $"    {Name(bar.Node.Name)} ({Durations.Text(bar.Duration)}) :{tag}{start}, {end}\n");
        }

        text.Append("```\n");
        if (bars.Count > shown.Count)
            text.Append(CultureInfo.InvariantCulture, $"\nThe {shown.Count} longest of {bars.Count}.\n");
        return text.ToString();
    }

    // Signs that end a name, begin a comment or stand for characters are not part of names here.
    private static string Name(string name)
    {
        var plain = string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '-' or '_' or '/' or '@' or '+' ? c : '·'));
        return Array.Exists(Words, word => plain.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ? "·" + plain : plain;
    }
}
