using System.Globalization;
using System.Net;
using System.Text;

namespace Slipway.Containers.Stacks;

/// <summary>Draws a stack's graph: what is needed stands to the left of what needs it.</summary>
internal static class StackGraphHtml
{
    private const int Width = 220;
    private const int Height = 34;
    private const int ColumnGap = 90;
    private const int RowGap = 18;
    private const int Margin = 20;
    private const int LongestName = 28;

    private const string Style = """
        :root { color-scheme: light dark; --ink: #1d2430; --paper: #ffffff; --line: #8a94a6; --base: #eceff4; --stage: #e3edfb; --image: #d8f0e0; --service: #fbe8d3; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --line: #768092; --base: #2a303b; --stage: #1f3350; --image: #1d4029; --service: #503519; } }
        body { margin: 0; font: 14px system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        h1 { font-size: 18px; margin: 16px 20px 4px; } p { margin: 0 20px 8px; } .key { display: inline-block; padding: 1px 8px; border-radius: 4px; margin-right: 8px; }
        svg { display: block; } rect { stroke: var(--line); rx: 5px; } text { fill: var(--ink); dominant-baseline: middle; }
        path { fill: none; stroke: var(--line); } .edge { font-size: 11px; text-anchor: middle; }
        .base { fill: var(--base); background: var(--base); } .stage { fill: var(--stage); background: var(--stage); } .image { fill: var(--image); background: var(--image); } .service { fill: var(--service); background: var(--service); }
        """;

    public static string Of(StackGraph graph)
    {
        var known = graph.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        var edges = graph.Edges.Where(edge => known.Contains(edge.From)).ToList();
        var places = Places(graph.Nodes, edges);
        var width = places.Values.Select(place => place.X + Width).DefaultIfEmpty(0).Max() + Margin;
        var height = places.Values.Select(place => place.Y + Height).DefaultIfEmpty(0).Max() + Margin;
        var text = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Stack</title>\n<style>\n").Append(Style).Append("\n</style>\n<h1>What needs what</h1>\n<p>");
        foreach (var kind in (string[])["base", "stage", "image", "service"])
            text.Append(CultureInfo.InvariantCulture, $"<span class=\"key {kind}\">{kind}</span>");
        text.Append(CultureInfo.InvariantCulture, $"</p>\n<svg width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"services, images and stages\">\n");
        foreach (var edge in edges)
            Draw(text, edge, places[edge.From], places[edge.To]);
        foreach (var node in graph.Nodes)
            Draw(text, node, places[node.Id]);
        return text.Append("</svg>\n</html>\n").ToString();
    }

    private static void Draw(StringBuilder text, StackEdge edge, (int X, int Y) from, (int X, int Y) to)
    {
        var (x1, y1, x2, y2) = (from.X + Width, from.Y + (Height / 2), to.X, to.Y + (Height / 2));
        var middle = (x1 + x2) / 2;
        text.Append(CultureInfo.InvariantCulture, $"<path d=\"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}\"/><text class=\"edge\" x=\"{middle}\" y=\"{((y1 + y2) / 2) - 7}\">{Encoded(edge.Kind)}</text>\n");
    }

    private static void Draw(StringBuilder text, StackNode node, (int X, int Y) place)
    {
        var kind = node.Kind.ToString().ToLowerInvariant();
        var name = node.Name.Length > LongestName ? node.Name[..(LongestName - 1)] + "…" : node.Name;
        text.Append(CultureInfo.InvariantCulture, $"<g><title>{kind} {Encoded(node.Name)}</title><rect class=\"{kind}\" x=\"{place.X}\" y=\"{place.Y}\" width=\"{Width}\" height=\"{Height}\"/><text x=\"{place.X + 10}\" y=\"{place.Y + (Height / 2)}\">{Encoded(name)}</text></g>\n");
    }

    // A column further to the right than everything that a node needs.
    private static Dictionary<string, (int X, int Y)> Places(IReadOnlyList<StackNode> nodes, List<StackEdge> edges)
    {
        var columns = nodes.ToDictionary(node => node.Id, _ => 0, StringComparer.Ordinal);
        // As many rounds as there are nodes are enough for the longest way; a circle, which a stack cannot have, would end there too.
        for (var (round, moved) = (0, true); moved && round < nodes.Count; round++)
        {
            moved = false;
            foreach (var edge in edges.Where(edge => columns[edge.To] <= columns[edge.From]))
            {
                columns[edge.To] = columns[edge.From] + 1;
                moved = true;
            }
        }

        var rows = new Dictionary<int, int>();
        var places = new Dictionary<string, (int X, int Y)>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var column = columns[node.Id];
            var row = rows[column] = rows.GetValueOrDefault(column, -1) + 1;
            places[node.Id] = (Margin + (column * (Width + ColumnGap)), Margin + (row * (Height + RowGap)));
        }

        return places;
    }

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
