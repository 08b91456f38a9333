using System.Globalization;
using Slipway.Reports;

namespace Slipway.Reporting.Page;

/// <summary>Shows the cells of a <see cref="ReportTable"/>.</summary>
internal static class Cells
{
    private const int LongestText = 4000;

    /// <summary>What a person reads: sizes and durations with units.</summary>
    public static string Text(string cell, ReportColumnKind kind) => kind switch
    {
        ReportColumnKind.Bytes when TryNumber(cell, out var bytes) => new ByteSize((long)bytes).ToString(),
        ReportColumnKind.BytesChange when TryNumber(cell, out var change) => (change < 0 ? "−" : change > 0 ? "+" : "") + new ByteSize((long)Math.Abs(change)),
        ReportColumnKind.Milliseconds when TryTime(cell, out var milliseconds) => Durations.Text(TimeSpan.FromMilliseconds(milliseconds)),
        ReportColumnKind.Interval when TryInterval(cell, out var from, out var to) => $"{Durations.Text(TimeSpan.FromMilliseconds(from))} to {Durations.Text(TimeSpan.FromMilliseconds(to))}",
        _ => cell,
    };

    /// <summary>What rows are ordered by; <see langword="null"/> for the text itself.</summary>
    public static string? Order(string cell, ReportColumnKind kind) => kind switch
    {
        ReportColumnKind.Bytes or ReportColumnKind.BytesChange or ReportColumnKind.Milliseconds or ReportColumnKind.Number => cell.Length == 0 ? "-1e300" : cell,
        ReportColumnKind.Interval when TryInterval(cell, out var from, out _) => from.ToString(CultureInfo.InvariantCulture),
        ReportColumnKind.Severity => Array.IndexOf(["critical", "high", "medium", "low", "unknown", "ok"], cell.ToLowerInvariant()).ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The cell as HTML.</summary>
    /// <param name="cell">Its value.</param>
    /// <param name="kind">What it means.</param>
    /// <param name="longest">The end of the latest interval of its column, in milliseconds.</param>
    /// <param name="text">Masks and encodes.</param>
    public static string Html(string cell, ReportColumnKind kind, double longest, PageText text)
    {
        var shown = text.Of(Shortened(Text(cell, kind)));
        return kind switch
        {
            _ when cell.Length == 0 => "",
            ReportColumnKind.Code => $"<code>{shown}</code>",
            ReportColumnKind.Severity => $"<span class=\"badge s-{text.Of(cell.ToLowerInvariant())}\">{shown}</span>",
            ReportColumnKind.Interval when TryInterval(cell, out var from, out var to) && longest > 0 => string.Create(
                CultureInfo.InvariantCulture,
                $"<span class=\"track\"><span class=\"bar\" style=\"left:{100 * from / longest:0.##}%;width:{Math.Max(0.5, 100 * (to - from) / longest):0.##}%\"></span></span><span class=\"times\">{shown}</span>"),
            _ => shown,
        };
    }

    /// <summary>Whether the cells stand at the right.</summary>
    public static bool IsNumber(ReportColumnKind kind) =>
        kind is ReportColumnKind.Number or ReportColumnKind.Bytes or ReportColumnKind.BytesChange or ReportColumnKind.Milliseconds;

    /// <summary>Reads an interval.</summary>
    public static bool TryInterval(string cell, out double from, out double to)
    {
        to = 0;
        var dots = cell.IndexOf("..", StringComparison.Ordinal);
        from = 0;
        return dots > 0 && TryTime(cell[..dots], out from) && TryTime(cell[(dots + 2)..], out to);
    }

    // No longer than 30 years: more is not a time that something took.
    private static bool TryTime(string cell, out double milliseconds) => TryNumber(cell, out milliseconds) && Math.Abs(milliseconds) < 1e12;

    private static bool TryNumber(string cell, out double number) =>
        double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    private static string Shortened(string whole) => whole.Length <= LongestText ? whole : whole[..LongestText] + "…";
}
