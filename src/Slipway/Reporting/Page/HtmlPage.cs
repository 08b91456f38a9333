using System.Globalization;
using System.Text;
using Slipway.Execution;
using Slipway.Reports;

namespace Slipway.Reporting.Page;

/// <summary>The report of a run as one page that needs nothing else: no network, and scripts only to search and order.</summary>
internal static class HtmlPage
{
    // The page stays below 500 KB: what does not fit is in report.json.
    private const int RoomForNodes = 120_000;
    private const int RoomForTables = 200_000;
    private const int MostFailures = 30;

    /// <summary>The page, masked.</summary>
    public static string Of(RunFacts facts, SecretMask mask)
    {
        var text = new PageText(mask);
        CriticalPath.Mark(facts.Nodes);
        var html = new StringBuilder();
        AppendHead(html, facts, text);
        AppendFailures(html, facts, text);
        Section(html, text, "timeline", "Timeline", () => Timeline.Append(html, facts.Nodes, facts.Report.Duration, text));
        Section(html, text, "graph", "Graph", () => GraphDrawing.Append(html, facts.Nodes, text));
        Section(html, text, "nodes", "Nodes", () => AppendNodes(html, facts, text));
        for (var i = 0; i < facts.Tables.Count; i++)
        {
            var (id, table) = ($"table-{i}", facts.Tables[i]);
            Section(html, text, id, table.Title, () =>
            {
                if (table.Note is { } note)
                    html.Append(CultureInfo.InvariantCulture, $"<p>{text.Of(note)}</p>\n");
                PageTable.Append(html, id, table, RoomForTables / facts.Tables.Count, text);
            });
        }

        Section(html, text, "surroundings", "Surroundings", () => AppendSurroundings(html, facts.Surroundings, text));
        return html.Append("</main>\n<script>\n").Append(Resource("page.js")).Append("</script>\n</body>\n</html>\n").ToString();
    }

    private static void AppendHead(StringBuilder html, RunFacts facts, PageText text)
    {
        var verdict = SummaryTable.Verdict(facts.Report);
        var requested = string.Join(' ', facts.Plan.Requested);
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{text.Of($"{requested}: {verdict}")}</title>\n<style>\n{Resource("page.css")}</style>\n</head>\n<body>\n");
        html.Append("<a class=\"skip\" href=\"#main\">Skip to the report</a>\n<header><div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"kicker\">Slipway run of <time datetime=\"{facts.Started:yyyy-MM-dd'T'HH:mm:ss'Z'}\">{facts.Started:yyyy-MM-dd HH:mm:ss} UTC</time></p>\n<h1>{text.Of(requested)}</h1>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"verdict v-{SummaryTable.Word(facts.Report).ToLowerInvariant()}\">{text.Of(verdict)}, exit code {facts.Report.ExitCode}</p>\n</div>\n");
        html.Append("<button type=\"button\" id=\"theme\" aria-pressed=\"false\">Dark</button></header>\n<nav aria-label=\"Sections\"><ul>");
        if (facts.Report.Nodes.Any(node => node.Outcome == Outcome.Failed))
            html.Append("<li><a href=\"#failures\">Failures</a></li>");
        html.Append("<li><a href=\"#timeline\">Timeline</a></li><li><a href=\"#graph\">Graph</a></li><li><a href=\"#nodes\">Nodes</a></li>");
        for (var i = 0; i < facts.Tables.Count; i++)
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#table-{i}\">{text.Of(facts.Tables[i].Title)}</a></li>");
        html.Append("<li><a href=\"#surroundings\">Surroundings</a></li></ul></nav>\n<main id=\"main\">\n");
    }

    private static void AppendFailures(StringBuilder html, RunFacts facts, PageText text)
    {
        var failures = facts.Nodes.Where(node => node.Report!.Outcome == Outcome.Failed).ToList();
        if (failures.Count == 0)
            return;
        Section(html, text, "failures", "Failures", () =>
        {
            foreach (var failed in failures.Take(MostFailures))
            {
                html.Append(CultureInfo.InvariantCulture, $"<article class=\"failure\"><h3><a href=\"#{failed.Anchor}\">{text.Of(failed.Node.Name)}</a></h3>\n<pre>{text.Of(failed.Report!.Failure!)}</pre>\n");
                if (facts.Details.LastLines(failed.Node) is { Count: > 0 } lines)
                    html.Append(CultureInfo.InvariantCulture, $"<p>Its last output{(facts.LogOf(failed.Node) is { } log ? $", of its <a href=\"{text.Of(log)}\">log</a>" : "")}:</p>\n<pre>{text.Of(string.Join('\n', lines.Select(line => PlainText.Of(line, keepColors: false))))}</pre>\n");
                html.Append(CultureInfo.InvariantCulture, $"<p>To repeat it:</p>\n<pre>{text.Of(facts.Details.Repeat(failed.Node))}</pre></article>\n");
            }

            if (failures.Count > MostFailures)
                html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">And {failures.Count - MostFailures} more: see the nodes below.</p>\n");
        });
    }

    private static void AppendNodes(StringBuilder html, RunFacts facts, PageText text)
    {
        List<TimedNode> shown = [.. facts.Nodes.Where(node => node.Report!.Outcome != Outcome.Done || node.Node.Target.Settings.Bodies.Count > 0)];
        var table = new ReportTable(
            "Nodes",
            [
                new ReportColumn("Node"), new ReportColumn("Target", IsFilter: true), new ReportColumn("Result", IsFilter: true), new ReportColumn("Started", ReportColumnKind.Milliseconds),
                new ReportColumn("Took", ReportColumnKind.Milliseconds), new ReportColumn("Expected", ReportColumnKind.Milliseconds), new ReportColumn("Memory planned", ReportColumnKind.Bytes), new ReportColumn("Why"),
            ],
            [.. shown.Select(Row)]);
        PageTable.Append(html, "nodes", table, RoomForNodes, text, (index, cells) =>
        {
            var node = shown[index];
            var log = facts.LogOf(node.Node) is { } path ? $" <a class=\"log\" href=\"{text.Of(path)}\" aria-label=\"{text.Of($"log of {node.Node.Name}")}\">log</a>" : "";
            return $"<tr id=\"{node.Anchor}\" class=\"{Outcomes.Class(node.Report!.Outcome)}\" tabindex=\"-1\">{cells[..^"</td>".Length]}{log}</td></tr>\n";
        });
    }

    private static IReadOnlyList<string> Row(TimedNode node) =>
    [
        node.Node.Name,
        node.Node.Target.Name,
        SummaryTable.Name(node.Report!.Outcome),
        node.Start is { } start ? Number(start) : "",
        node.Start is null ? "" : Number(node.Length),
        node.Node.Learned is { } learned ? Number(learned) : "",
        node.Node.Memory.Bytes > 0 ? node.Node.Memory.Bytes.ToString(CultureInfo.InvariantCulture) : "",
        node.Report.Why,
    ];

    private static void AppendSurroundings(StringBuilder html, IReadOnlyList<(string Name, string Value)> facts, PageText text)
    {
        html.Append("<dl>");
        foreach (var (name, value) in facts)
            html.Append(CultureInfo.InvariantCulture, $"<dt>{text.Of(name)}</dt><dd>{text.Of(value)}</dd>");
        html.Append("</dl>\n");
    }

    private static void Section(StringBuilder html, PageText text, string id, string title, Action content)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section id=\"{id}\" aria-labelledby=\"{id}-title\"><h2 id=\"{id}-title\">{text.Of(title)}</h2>\n");
        content();
        html.Append("</section>\n");
    }

    private static string Number(TimeSpan time) => ((long)time.TotalMilliseconds).ToString(CultureInfo.InvariantCulture);


    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
