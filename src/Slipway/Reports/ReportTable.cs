namespace Slipway.Reports;

/// <summary>Facts that a node adds to the report of its run, such as the sizes of images or what a scan found.</summary>
/// <remarks>
/// Tables of one title are shown as one, the rows in the order of the plan: a target with items adds its rows item by item.
/// Cells are masked like everything else that a node says.
/// </remarks>
/// <param name="Title">What it shows, such as <c>Images</c>.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows, each with a cell for each column; an empty cell is nothing known.</param>
public sealed record ReportTable(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>A sentence below the title; none unless set.</summary>
    public string? Note { get; init; }
}
