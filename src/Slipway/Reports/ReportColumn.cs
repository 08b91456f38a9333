namespace Slipway.Reports;

/// <summary>A column of a <see cref="ReportTable"/>.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Kind">What its cells mean, and so how they are shown and ordered.</param>
/// <param name="IsFilter">Whether a reader may choose rows by its values.</param>
public sealed record ReportColumn(string Name, ReportColumnKind Kind = ReportColumnKind.Text, bool IsFilter = false);
