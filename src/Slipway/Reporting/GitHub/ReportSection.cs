using System.Globalization;
using Slipway.Execution;
using Slipway.Reports;

namespace Slipway.Reporting.GitHub;

/// <summary>Tables of one title as one table in Markdown.</summary>
internal static class ReportSection
{
    /// <summary>Adds the rows of all of them, below the columns of all of them.</summary>
    public static void Add(SummaryText text, IReadOnlyList<ReportTable> tables, SecretMask mask)
    {
        var columns = tables.SelectMany(table => table.Columns).DistinctBy(column => column.Name, StringComparer.Ordinal).ToList();
        var notes = string.Concat(tables.Select(table => table.Note).OfType<string>().Distinct(StringComparer.Ordinal).Select(note => $"{Shown(note, mask)}\n\n"));
        var head = $"#### {Shown(tables[0].Title, mask)}\n\n{notes}|{string.Concat(columns.Select(column => $" {Shown(column.Name, mask)} |"))}\n|{string.Concat(columns.Select(column => IsNumber(column.Kind) ? "---:|" : "---|"))}\n";
        text.Add(head, tables.SelectMany(table => table.Rows.Select(row => Row(columns, table, row, mask))), "\n");
    }

    private static string Row(List<ReportColumn> columns, ReportTable table, IReadOnlyList<string> row, SecretMask mask) =>
        $"|{string.Concat(columns.Select(column => $" {Cell(column, table, row, mask)} |"))}\n";

    private static string Cell(ReportColumn column, ReportTable table, IReadOnlyList<string> row, SecretMask mask)
    {
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (table.Columns[i].Name == column.Name)
                return Shown(Text(table.Columns[i].Kind, row[i]), mask);
        }

        return "";
    }

    private static bool IsNumber(ReportColumnKind kind) => kind is ReportColumnKind.Number or ReportColumnKind.Bytes or ReportColumnKind.BytesChange or ReportColumnKind.Milliseconds or ReportColumnKind.Interval;

    // What is no number is shown as it is.
    private static string Text(ReportColumnKind kind, string cell) => kind switch
    {
        ReportColumnKind.Bytes when long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) => Megabytes(bytes),
        ReportColumnKind.BytesChange when long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var change) => change == 0 ? "0" : (change > 0 ? "+" : "−") + Megabytes(Math.Abs(change)),
        ReportColumnKind.Milliseconds => Duration(cell),
        ReportColumnKind.Interval when cell.Split("..") is [var start, var end] => $"{Duration(start)} to {Duration(end)}",
        _ => cell,
    };

    private static string Duration(string cell) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds) && Math.Abs(milliseconds) < 1e12 ? Durations.Text(TimeSpan.FromMilliseconds(milliseconds)) : cell;

    private static string Megabytes(long bytes) => bytes switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.00} GB"),
    };

    private static string Shown(string text, SecretMask mask) => Markdown.Cell(mask.Apply(text));
}
