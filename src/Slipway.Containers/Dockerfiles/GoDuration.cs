using System.Buffers;
using System.Globalization;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Durations as the engine's tools write them: <c>1h30m</c>, <c>1.5s</c>, <c>300ms</c>.</summary>
internal static class GoDuration
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly (string Unit, decimal Nanoseconds)[] Units =
        [("ns", 1), ("us", 1e3m), ("µs", 1e3m), ("μs", 1e3m), ("ms", 1e6m), ("s", 1e9m), ("m", 60e9m), ("h", 3600e9m)];

    /// <summary>The duration, or <see langword="null"/> where it is none.</summary>
    public static TimeSpan? Parse(string text)
    {
        var rest = text.AsSpan();
        var isNegative = rest is ['-', ..];
        if (rest is ['+' or '-', ..])
            rest = rest[1..];
        if (rest is "0")
            return TimeSpan.Zero;
        if (rest.IsEmpty)
            return null;
        var total = 0m;
        while (!rest.IsEmpty)
        {
            var digits = rest.IndexOfAnyExcept(Digits);
            var number = digits < 0 ? rest : rest[..digits];
            if (digits <= 0 || number is "." || number.Length > 20 || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
                return null;
            rest = rest[digits..];
            var end = rest.IndexOfAny(Digits);
            var written = (end < 0 ? rest : rest[..end]).ToString();
            var unit = Array.Find(Units, one => one.Unit == written);
            if (unit.Unit is null)
                return null;
            total += amount * unit.Nanoseconds;
            // The engine counts nanoseconds in 64 bits.
            if (total > long.MaxValue)
                return null;
            rest = rest[written.Length..];
        }

        return TimeSpan.FromTicks((long)(total / 100) * (isNegative ? -1 : 1));
    }
}
