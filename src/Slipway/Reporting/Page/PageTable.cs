using System.Globalization;
using System.Text;
using Slipway.Reports;

namespace Slipway.Reporting.Page;

/// <summary>A table that can be searched, narrowed and ordered.</summary>
internal static class PageTable
{
    /// <summary>Appends the table, as many rows as the page still has room for.</summary>
    /// <param name="html">The page.</param>
    /// <param name="id">Its place in the page.</param>
    /// <param name="table">What it holds.</param>
    /// <param name="room">How many characters its rows may take.</param>
    /// <param name="text">Masks and encodes.</param>
    /// <param name="decorate">Attributes and content of rows that are more than their cells: the row's number and its cells to the row's HTML.</param>
    public static void Append(StringBuilder html, string id, ReportTable table, int room, PageText text, Func<int, string, string>? decorate = null)
    {
        if (table.Rows.Count == 0)
        {
            html.Append("<p class=\"note\">None.</p>\n");
            return;
        }

        table = WithoutEmptyColumns(table);
        var longest = Longest(table);
        AppendControls(html, id, table, text);
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-title\"><table id=\"{id}-table\"><thead><tr>");
        foreach (var column in table.Columns)
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{(Cells.IsNumber(column.Kind) ? " class=\"number\"" : "")}><button type=\"button\" class=\"order\">{text.Of(column.Name)}</button></th>");
        html.Append("</tr></thead><tbody>\n");
        var shown = 0;
        for (var end = html.Length + room; shown < table.Rows.Count && html.Length < end; shown++)
            html.Append(Row(table, shown, longest, text, decorate));
        html.Append("</tbody></table></div>\n");
        if (shown < table.Rows.Count)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"note\">{table.Rows.Count - shown} more rows are in <a href=\"report.json\">report.json</a>.</p>\n");
    }

    // A column without a value only takes room from the others.
    internal static ReportTable WithoutEmptyColumns(ReportTable table)
    {
        var filled = Enumerable.Range(0, table.Columns.Count).Where(i => i == 0 || table.Rows.Any(row => row[i].Length > 0)).ToList();
        return filled.Count == table.Columns.Count || table.Rows.Count == 0 ? table : table with { Columns = filled.ConvertAll(i => table.Columns[i]), Rows = [.. table.Rows.Select(row => filled.ConvertAll(i => row[i]))] };
    }

    private static void AppendControls(StringBuilder html, string id, ReportTable table, PageText text)
    {
        if (table.Rows.Count < 2)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<form class=\"filters\" data-table=\"{id}-table\"><label>Search <input type=\"search\" autocomplete=\"off\"></label>");
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            if (!column.IsFilter)
                continue;
            html.Append(CultureInfo.InvariantCulture, $"<label>{text.Of(column.Name)} <select data-column=\"{i}\"><option value=\"\">all</option>");
            foreach (var value in table.Rows.Select(row => row[i]).Distinct(StringComparer.Ordinal).OrderBy(value => Cells.Order(value, column.Kind) ?? value, StringComparer.Ordinal))
                html.Append(CultureInfo.InvariantCulture, $"<option value=\"{text.Of(Cells.Text(value, column.Kind))}\">{text.Of(value.Length == 0 ? "(none)" : Cells.Text(value, column.Kind))}</option>");
            html.Append("</select></label>");
        }

        html.Append(CultureInfo.InvariantCulture, $"<output>{table.Rows.Count} rows</output></form>\n");
    }

    private static string Row(ReportTable table, int index, double[] longest, PageText text, Func<int, string, string>? decorate)
    {
        var cells = new StringBuilder();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var (cell, kind) = (table.Rows[index][i], table.Columns[i].Kind);
            var order = Cells.Order(cell, kind) is { } value ? $" data-order=\"{text.Of(value)}\"" : "";
            cells.Append(CultureInfo.InvariantCulture, $"<td{(Cells.IsNumber(kind) ? " class=\"number\"" : "")}{order}>{Cells.Html(cell, kind, longest[i], text)}</td>");
        }

        return decorate is null ? $"<tr>{cells}</tr>\n" : decorate(index, cells.ToString());
    }

    private static double[] Longest(ReportTable table)
    {
        var longest = new double[table.Columns.Count];
        foreach (var row in table.Rows)
        {
            for (var i = 0; i < longest.Length; i++)
            {
                if (table.Columns[i].Kind == ReportColumnKind.Interval && Cells.TryInterval(row[i], out _, out var to))
                    longest[i] = Math.Max(longest[i], to);
            }
        }

        return longest;
    }
}
