using System.Globalization;
using System.Text;
using Slipway.Planning;

namespace Slipway.Reporting.Page;

/// <summary>Draws what waited for what: everything stands to the right of what it needs.</summary>
internal static class GraphDrawing
{
    private const int MostNodes = 150;
    private const int Width = 270;
    private const int Height = 40;
    private const int ColumnGap = 40;
    private const int RowGap = 12;
    private const int Margin = 12;
    private const int LongestName = 32;
    private const int LongestReason = 36;

    /// <summary>Appends the drawing.</summary>
    public static void Append(StringBuilder html, IReadOnlyList<TimedNode> nodes, PageText text)
    {
        // Targets without work only pass on what they wait for, and a graph of thousands helps nobody.
        var shown = nodes.Where(node => node.Node.Target.Settings.Bodies.Count > 0).ToList();
        if (shown.Count is 0 or > MostNodes)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{(shown.Count == 0 ? "No node has work." : $"{shown.Count} nodes are too many to draw; the table below has them all.")}</p>\n");
            return;
        }

        var needs = new Dictionary<PlanNode, List<TimedNode>>();
        foreach (var node in shown)
            needs[node.Node] = Direct(Needs(node.Node, shown), needs);
        var places = Places(shown, needs);
        var width = places.Values.Max(place => place.X) + Width + Margin;
        var height = places.Values.Max(place => place.Y) + Height + Margin;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"graph-title\"><svg class=\"graph\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"group\" aria-label=\"graph\">\n");
        foreach (var node in shown)
        {
            foreach (var need in needs[node.Node])
                AppendEdge(html, places[need.Node], places[node.Node], need.IsCritical && node.IsCritical);
        }

        foreach (var node in shown)
            AppendNode(html, node, places[node.Node], text);
        html.Append("</svg></div>\n");
    }

    private static void AppendEdge(StringBuilder html, (int X, int Y) from, (int X, int Y) to, bool isCritical)
    {
        var (x1, y1, x2, y2) = (from.X + Width, from.Y + (Height / 2), to.X, to.Y + (Height / 2));
        html.Append(CultureInfo.InvariantCulture, $"<path class=\"edge{(isCritical ? " critical" : "")}\" d=\"M{x1} {y1}C{x1 + (ColumnGap / 2)} {y1} {x2 - (ColumnGap / 2)} {y2} {x2} {y2}\"/>\n");
    }

    private static void AppendNode(StringBuilder html, TimedNode node, (int X, int Y) place, PageText text)
    {
        var report = node.Report!;
        var state = SummaryTable.Name(report.Outcome);
        html.Append(CultureInfo.InvariantCulture, $"<a href=\"#{node.Anchor}\"><title>{text.Of($"{node.Node.Name}: {state}{(report.Why.Length > 0 ? ", " + report.Why : "")}")}</title>");
        html.Append(CultureInfo.InvariantCulture, $"<rect class=\"box {Outcomes.Class(report.Outcome)}{(node.IsCritical ? " critical" : "")}\" x=\"{place.X}\" y=\"{place.Y}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\"/>");
        html.Append(CultureInfo.InvariantCulture, $"<text x=\"{place.X + 10}\" y=\"{place.Y + 17}\">{Outcomes.Sign(report.Outcome)} {text.Of(Shortened(node.Node.Name, LongestName))}</text>");
        html.Append(CultureInfo.InvariantCulture, $"<text class=\"why\" x=\"{place.X + 10}\" y=\"{place.Y + 32}\">{text.Of(Shortened(report.Why.Length > 0 ? report.Why : state, LongestReason))}</text></a>\n");
    }

    // What it waits for, through joins and targets without work.
    private static List<TimedNode> Needs(PlanNode node, List<TimedNode> shown)
    {
        var known = shown.ToDictionary(timed => timed.Node);
        var found = new List<TimedNode>();
        var open = new Stack<PlanNode>(node.Needs);
        var seen = new HashSet<PlanNode>();
        while (open.TryPop(out var need))
        {
            if (!seen.Add(need))
                continue;
            if (known.TryGetValue(need, out var timed))
            {
                found.Add(timed);
                continue;
            }

            foreach (var further in need.Needs)
                open.Push(further);
        }

        return found;
    }

    // What it waits for through another of its needs goes without saying.
    private static List<TimedNode> Direct(List<TimedNode> found, Dictionary<PlanNode, List<TimedNode>> needs)
    {
        var indirect = new HashSet<TimedNode>();
        var open = new Stack<TimedNode>(found.SelectMany(need => needs[need.Node]));
        while (open.TryPop(out var need))
        {
            if (!indirect.Add(need))
                continue;
            foreach (var further in needs[need.Node])
                open.Push(further);
        }

        return [.. found.Where(need => !indirect.Contains(need))];
    }

    // Nodes come in the order of the plan: what a node needs has its column already.
    private static Dictionary<PlanNode, (int X, int Y)> Places(List<TimedNode> shown, Dictionary<PlanNode, List<TimedNode>> needs)
    {
        var columns = new Dictionary<PlanNode, int>();
        var rows = new Dictionary<int, int>();
        var places = new Dictionary<PlanNode, (int X, int Y)>();
        foreach (var node in shown.Select(timed => timed.Node))
        {
            var column = columns[node] = needs[node].Select(need => columns[need.Node] + 1).DefaultIfEmpty(0).Max();
            var row = rows[column] = rows.GetValueOrDefault(column, -1) + 1;
            places[node] = (Margin + (column * (Width + ColumnGap)), Margin + (row * (Height + RowGap)));
        }

        return places;
    }

    private static string Shortened(string whole, int longest) => whole.Length <= longest ? whole : whole[..(longest - 1)] + "…";
}
