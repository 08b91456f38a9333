using System.Globalization;

namespace Slipway.Reporting;

/// <summary>Durations as people read them.</summary>
internal static class Durations
{
    /// <summary><c>0.04 s</c>, <c>3.2 s</c>, <c>2 min 05 s</c>.</summary>
    public static string Text(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => duration.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " s",
        < 60 => duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds:00} s"),
    };
}
