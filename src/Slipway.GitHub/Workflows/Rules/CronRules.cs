using System.Globalization;

namespace Slipway.GitHub.Workflows;

/// <summary>Times of schedules: five fields as POSIX has them, with steps.</summary>
internal static class CronRules
{
    private static readonly (string Name, int Least, int Most, string[] Words)[] Fields =
    [
        ("minute", 0, 59, []),
        ("hour", 0, 23, []),
        ("day of month", 1, 31, []),
        ("month", 1, 12, ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        ("day of week", 0, 6, ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ];

    /// <summary>What is wrong; <see langword="null"/> where nothing is.</summary>
    public static string? Fault(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != Fields.Length)
            return $"it has {fields.Length} fields, not 5";
        for (var i = 0; i < fields.Length; i++)
        {
            foreach (var part in fields[i].Split(','))
            {
                if (!IsPart(part, Fields[i].Least, Fields[i].Most, Fields[i].Words))
                    return $"'{part}' is no {Fields[i].Name} ({Fields[i].Least}-{Fields[i].Most})";
            }
        }

        // https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
        return fields[0] == "*" || (fields[0].Split('/') is ["*", var step] && int.Parse(step, CultureInfo.InvariantCulture) < 5) ? "GitHub starts a workflow every 5 minutes at most" : null;
    }

    private static bool IsPart(string part, int least, int most, string[] words)
    {
        var halves = part.Split('/');
        if (halves.Length > 2 || (halves.Length == 2 && (Number(halves[1], 1, most, []) is null || (halves[0] != "*" && !halves[0].Contains('-', StringComparison.Ordinal) && Number(halves[0], least, most, words) is null))))
            return false;
        if (halves[0] == "*")
            return true;
        var ends = halves[0].Split('-');
        return ends.Length <= 2 && Number(ends[0], least, most, words) is { } first && Number(ends[^1], least, most, words) is { } last && first <= last;
    }

    private static int? Number(string text, int least, int most, string[] words)
    {
        if (Array.FindIndex(words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var index)
            return index + least;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
    }
}
