using System.Globalization;

namespace Slipway.Reporting;

/// <summary>Durations as people read them.</summary>
internal static class Durations
{
    /// <summary><c>0.04 s</c>, <c>3.2 s</c>, <c>2 min 05 s</c>.</summary>
    public static string Text(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => Rounded(duration, 2) + " s",
        < 60 => Rounded(duration, 1) + " s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s"),
    };

    /// <summary>Seconds to the millisecond, as a number of JSON: <c>0</c>, <c>3.25</c>.</summary>
    public static string Seconds(TimeSpan duration) => Rounded(duration, 3).TrimEnd('0').TrimEnd('.');

    // With whole numbers: the first fraction that a process writes costs it a millisecond.
    private static string Rounded(TimeSpan duration, int digits)
    {
        var unit = TimeSpan.TicksPerSecond;
        for (var i = 0; i < digits; i++)
            unit /= 10;
        var units = Math.Max(0, duration.Ticks + (unit / 2)) / unit;
        // One more than there are seconds, so that its digits after the first are all there.
        var fraction = TimeSpan.TicksPerSecond / unit;
        var text = (fraction + (units % fraction)).ToString(CultureInfo.InvariantCulture);
        return string.Concat((units / fraction).ToString(CultureInfo.InvariantCulture), ".", text.AsSpan(1));
    }
}
