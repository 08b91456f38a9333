using System.Globalization;
using System.Text;

namespace Slipway.Reporting.Page;

/// <summary>Draws when each node worked.</summary>
internal static class Timeline
{
    private const int MostRows = 200;
    private const int RowHeight = 22;
    private const int WidestName = 300;
    private const int WidthOfLetter = 8;
    private const int Width = 1100;
    private const int Top = 24;
    private const int LengthWidth = 90;
    private const int LongestName = 36;

    // Steps between the marks of the axis, in seconds.
    private static readonly double[] Steps = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];

    /// <summary>Appends the drawing of the nodes that worked.</summary>
    public static void Append(StringBuilder html, IReadOnlyList<TimedNode> nodes, TimeSpan duration, PageText text)
    {
        var worked = nodes.Where(node => node.Start is not null).ToList();
        var shown = worked.OrderByDescending(node => node.Length).Take(MostRows).OrderBy(node => node.Start).ThenBy(node => node.Node.Index).ToList();
        var seconds = Math.Max(duration.TotalSeconds, 0.01);
        var height = Top + (shown.Count * RowHeight) + 6;
        html.Append("<p>Each bar is a node at work. Those with an outline made the run as long as it was: each waited for the one before it, or for the room that it took.</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"timeline-title\"><svg class=\"timeline\" width=\"{Width}\" height=\"{height}\" viewBox=\"0 0 {Width} {height}\" role=\"group\" aria-label=\"timeline\">\n");
        var left = Math.Min(WidestName, (WidthOfLetter * shown.Select(node => NameOf(node).Length).DefaultIfEmpty(0).Max()) + 20);
        AppendAxis(html, left, seconds, height);
        for (var i = 0; i < shown.Count; i++)
            AppendRow(html, shown[i], left, Top + (i * RowHeight), seconds, text);
        html.Append("</svg></div>\n");
        if (worked.Count > shown.Count)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">The {shown.Count} longest of {worked.Count} nodes.</p>\n");
    }

    private static void AppendAxis(StringBuilder html, int left, double seconds, int height)
    {
        var step = Array.Find(Steps, step => seconds / step <= 10) is var found and > 0 ? found : seconds / 10;
        for (var at = 0.0; at <= seconds * 1.0001; at += step)
        {
            var x = X(at, left, seconds);
            html.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x:0.#}\" y1=\"{Top - 4}\" x2=\"{x:0.#}\" y2=\"{height}\"/><text class=\"axis\" x=\"{x:0.#}\" y=\"12\">{Mark(at)}</text>\n");
        }
    }

    private static void AppendRow(StringBuilder html, TimedNode node, int left, int y, double seconds, PageText text)
    {
        var (from, to) = (X(node.Start!.Value.TotalSeconds, left, seconds), X(node.End.TotalSeconds, left, seconds));
        var title = $"{node.Node.Name}: {SummaryTable.Name(node.Report!.Outcome)}, {Durations.Text(node.Length)} from {Durations.Text(node.Start.Value)}{(node.IsCritical ? ", on the critical path" : "")}";
        html.Append(CultureInfo.InvariantCulture, $"<a href=\"#{node.Anchor}\"><title>{text.Of(title)}</title><text x=\"{left - 8}\" y=\"{y + 14}\" class=\"name\">{text.Of(NameOf(node))}</text>");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"{Outcomes.Class(node.Report.Outcome)}{(node.IsCritical ? " critical" : "")}\" x=\"{from:0.#}\" y=\"{y + 3}\" width=\"{Math.Max(2, to - from):0.#}\" height=\"{RowHeight - 6}\" rx=\"3\"/>");
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"length\" x=\"{Math.Max(to, from + 2) + 5:0.#}\" y=\"{y + 14}\">{Durations.Text(node.Length)}</text></a>\n");
    }

    private static string NameOf(TimedNode node) => node.Node.Name.Length > LongestName ? node.Node.Name[..(LongestName - 1)] + "…" : node.Node.Name;

    private static double X(double at, int left, double seconds) => left + ((Width - left - LengthWidth) * Math.Min(1, at / seconds));

    private static string Mark(double seconds) => seconds < 60
        ? seconds.ToString("0.##", CultureInfo.InvariantCulture) + " s"
        : string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)}:{(int)seconds % 60:00}");
}
