using Slipway.Reports;

namespace Slipway;

/// <content>What a body leaves for the report of the run.</content>
public sealed partial class RunContext
{
    /// <summary>Adds rows to a table of the run's report: the HTML page, the summary on GitHub, and the event stream.</summary>
    /// <param name="table">The table; one of the same title and columns is continued.</param>
    /// <exception cref="ArgumentException">A row has not a cell for each column.</exception>
    public void Report(ReportTable table)
    {
        if (table.Rows.FirstOrDefault(row => row.Count != table.Columns.Count) is { } row)
            throw new ArgumentException($"a row of '{table.Title}' has {row.Count} cells for {table.Columns.Count} columns", nameof(table));
        _events.Report(_node, table);
    }
}
