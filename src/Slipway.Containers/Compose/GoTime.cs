using System.Globalization;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Compose;

/// <summary>Dates of YAML, as compose reads and prints them.</summary>
internal static partial class GoTime
{
    /// <summary>The date in its canonical form, <c>2006-01-02T15:04:05.1Z</c>; <see langword="null"/> where it is none.</summary>
    /// <param name="text">The scalar as written.</param>
    public static string? TryParse(string text)
    {
        var match = Pattern().Match(text);
        if (!match.Success)
            return null;
        var (year, month, day) = (Number("year"), Number("month"), Number("day"));
        var (hour, minute, second) = (Number("hour"), Number("minute"), Number("second"));
        if (month is < 1 or > 12 || year < 1 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59)
            return null;
        var zone = match.Groups["zone"].Value;
        if (zone.Length > 1 && (int.Parse(zone.AsSpan(1, 2), CultureInfo.InvariantCulture) > 24 || int.Parse(zone.AsSpan(4), CultureInfo.InvariantCulture) > 60))
            return null;
        var fraction = match.Groups["fraction"].Value.TrimEnd('0');
        if (zone is "" or "z" or "+00:00" or "-00:00")
            zone = "Z";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{year:0000}-{month:00}-{day:00}T{hour:00}:{minute:00}:{second:00}{(fraction.Length > 1 ? fraction : "")}{zone}");

        int Number(string group) => match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 0;
    }

    /// <summary>A canonical date as it appears inside of texts: <c>2006-01-02 15:04:05.1 +0000 UTC</c>.</summary>
    /// <param name="canonical">What <see cref="TryParse"/> gave.</param>
    public static string Printed(string canonical)
    {
        var zoneAt = canonical.IndexOfAny(['Z', '+', '-'], canonical.IndexOf('T', StringComparison.Ordinal));
        var zone = canonical[zoneAt..];
        var compact = zone.Replace(":", "", StringComparison.Ordinal);
        return $"{canonical[..zoneAt].Replace('T', ' ')} {(zone == "Z" ? "+0000 UTC" : $"{compact} {compact}")}";
    }

    [GeneratedRegex(
        @"\A(?<year>[0-9]{4})-(?<month>[0-9]{1,2})-(?<day>[0-9]{1,2})(([Tt](?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?<fraction>\.[0-9]{1,9})?(?<zone>Z|[-+][0-9]{2}:[0-9]{2}))|( (?<hour>[0-9]{1,2}):(?<minute>[0-9]{1,2}):(?<second>[0-9]{1,2})(?<fraction>\.[0-9]{1,9})?))?\z",
        RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pattern();
}
