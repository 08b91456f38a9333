using System.Globalization;

namespace Slipway.Containers.Compose;

/// <summary>Durations such as <c>1h30m</c>, as compose reads and prints them.</summary>
internal static class GoDuration
{
    private static readonly (string Name, decimal Nanoseconds)[] Units =
    [
        ("ns", 1), ("us", 1_000), ("µs", 1_000), ("μs", 1_000), ("ms", 1_000_000), ("s", 1_000_000_000),
        ("m", 60_000_000_000), ("h", 3_600_000_000_000),
    ];

    /// <summary>The nanoseconds of a duration; <see langword="null"/> where the text is none.</summary>
    /// <param name="text">One or more numbers, each with its unit, after a sign or none; or <c>0</c>.</param>
    public static long? Parse(string text)
    {
        var rest = text.AsSpan();
        var negative = rest is ['-', ..];
        if (rest is ['-' or '+', ..])
            rest = rest[1..];
        if (rest is "0")
            return 0;
        if (rest.IsEmpty)
            return null;
        var sum = 0m;
        while (!rest.IsEmpty)
        {
            var number = 0;
            while (number < rest.Length && (char.IsAsciiDigit(rest[number]) || rest[number] == '.'))
                number++;
            var unit = number;
            while (unit < rest.Length && !char.IsAsciiDigit(rest[unit]) && rest[unit] != '.')
                unit++;
            if (Part(rest[..number], rest[number..unit].ToString()) is not { } part)
                return null;
            sum += part;
            if (sum > long.MaxValue)
                return null;
            rest = rest[unit..];
        }

        return (long)(negative ? -sum : sum);
    }

    /// <summary>The duration as compose prints it: <c>1m30s</c>.</summary>
    /// <param name="nanoseconds">The duration.</param>
    public static string Print(long nanoseconds)
    {
        if (nanoseconds == 0)
            return "0s";
        var sign = nanoseconds < 0 ? "-" : "";
        var value = Math.Abs((decimal)nanoseconds);
        if (value < 1_000)
            return $"{sign}{Number(value)}ns";
        if (value < 1_000_000)
            return $"{sign}{Number(value / 1_000)}µs";
        if (value < 1_000_000_000)
            return $"{sign}{Number(value / 1_000_000)}ms";
        var seconds = value / 1_000_000_000;
        var minutes = decimal.Floor(seconds / 60);
        var hours = decimal.Floor(minutes / 60);
        var front = hours > 0 ? $"{Number(hours)}h{Number(minutes % 60)}m" : minutes > 0 ? $"{Number(minutes)}m" : "";
        return $"{sign}{front}{Number(seconds % 60)}s";
    }

    private static decimal? Part(ReadOnlySpan<char> number, string unit)
    {
        // Digits past the 28th cannot matter, and would not fit.
        if (!number.ContainsAnyInRange('0', '9') || number.Count('.') > 1 || number.Length > 28
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        foreach (var (name, nanoseconds) in Units)
        {
            if (name == unit)
                return value > long.MaxValue / nanoseconds ? null : decimal.Truncate(value * nanoseconds);
        }

        return null;
    }

    private static string Number(decimal value) => value.ToString("0.#########", CultureInfo.InvariantCulture);
}
