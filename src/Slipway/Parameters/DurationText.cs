using System.Buffers;
using System.Globalization;

namespace Slipway.Parameters;

/// <summary>Durations as people write them: <c>90s</c>, <c>5m</c>, <c>1h30m</c>, <c>250ms</c>, <c>2d</c>.</summary>
internal static class DurationText
{
    private static readonly SearchValues<char> Number = SearchValues.Create("0123456789.");

    /// <summary>The duration, or <see langword="null"/> where the text is none.</summary>
    public static TimeSpan? Read(string text)
    {
        var total = TimeSpan.Zero;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return null;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Number);
            if (digits <= 0 || !double.TryParse(rest[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return null;
            // More hours than fit a TimeSpan are no duration either.
            if (number > 1_000_000)
                return null;
            rest = rest[digits..];
            var letters = rest.IndexOfAny(Number);
            var unit = letters < 0 ? rest : rest[..letters];
            TimeSpan? part = unit switch
            {
                "ms" => TimeSpan.FromMilliseconds(number),
                "s" => TimeSpan.FromSeconds(number),
                "m" => TimeSpan.FromMinutes(number),
                "h" => TimeSpan.FromHours(number),
                "d" => TimeSpan.FromDays(number),
                _ => null,
            };
            if (part is null)
                return null;
            total += part.Value;
            rest = letters < 0 ? [] : rest[letters..];
        }

        return total;
    }

    /// <summary>The shortest text that reads as the duration, to the millisecond.</summary>
    public static string Write(TimeSpan duration)
    {
        (int Number, string Unit)[] parts = [(duration.Days, "d"), (duration.Hours, "h"), (duration.Minutes, "m"), (duration.Seconds, "s"), (duration.Milliseconds, "ms")];
        var text = string.Concat(parts.Where(part => part.Number != 0).Select(part => part.Number.ToString(CultureInfo.InvariantCulture) + part.Unit));
        return text.Length == 0 ? "0s" : text;
    }
}
