using Slipway.Execution;
using Slipway.Reporting.Page;
using Slipway.Reports;

namespace Slipway.Reporting.GitHub;

/// <summary>Tables of one title as one table in Markdown.</summary>
internal static class ReportSection
{
    /// <summary>Adds the rows of all of them, below the columns of all of them.</summary>
    public static void Add(SummaryText text, IReadOnlyList<ReportTable> tables, SecretMask mask)
    {
        tables = [.. tables.Select(PageTable.WithoutEmptyColumns)];
        var columns = tables.SelectMany(table => table.Columns).DistinctBy(column => column.Name, StringComparer.Ordinal).ToList();
        var notes = string.Concat(tables.Select(table => table.Note).OfType<string>().Distinct(StringComparer.Ordinal).Select(note => $"{Shown(note, mask)}\n\n"));
        var title = $"#### {Shown(tables[0].Title, mask)}\n\n{notes}";
        if (tables.All(table => table.Rows.Count == 0))
        {
            // What was not looked for is in the notes.
            text.Add(title + "None.\n\n");
            return;
        }

        var head = $"{title}|{string.Concat(columns.Select(column => $" {Shown(column.Name, mask)} |"))}\n|{string.Concat(columns.Select(column => IsNumber(column.Kind) ? "---:|" : "---|"))}\n";
        text.Add(head, tables.SelectMany(table => table.Rows.Select(row => Row(columns, table, row, mask))), "\n");
    }

    private static string Row(List<ReportColumn> columns, ReportTable table, IReadOnlyList<string> row, SecretMask mask) =>
        $"|{string.Concat(columns.Select(column => $" {Cell(column, table, row, mask)} |"))}\n";

    private static string Cell(ReportColumn column, ReportTable table, IReadOnlyList<string> row, SecretMask mask)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == column.Name)
                return Shown(Cells.Text(row[i], table.Columns[i].Kind), mask);
        }

        return "";
    }

    private static bool IsNumber(ReportColumnKind kind) => kind is ReportColumnKind.Number or ReportColumnKind.Bytes or ReportColumnKind.BytesChange or ReportColumnKind.Milliseconds or ReportColumnKind.Interval;

    private static string Shown(string text, SecretMask mask) => Markdown.Cell(mask.Apply(text));
}
