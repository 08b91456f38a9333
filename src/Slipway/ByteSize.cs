using System.Globalization;

namespace Slipway;

/// <summary>A number of bytes.</summary>
/// <param name="Bytes">The bytes; never negative.</param>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    private static readonly (string Suffix, double Factor)[] Units =
    [
        ("KIB", 1024d), ("MIB", 1048576d), ("GIB", 1073741824d), ("TIB", 1099511627776d),
        ("KB", 1000d), ("MB", 1000000d), ("GB", 1000000000d), ("TB", 1000000000000d),
        ("K", 1024d), ("M", 1048576d), ("G", 1073741824d), ("T", 1099511627776d), ("B", 1d),
    ];

    /// <summary>Reads <c>512MiB</c>, <c>4GiB</c>, <c>1.5G</c>, <c>150MB</c>, <c>1048576</c>.</summary>
    /// <remarks><c>KiB</c> and the bare letter <c>K</c> are 1024, as Docker reads them; <c>KB</c> is 1000.</remarks>
    /// <param name="text">The text to read; case does not matter.</param>
    /// <param name="size">What was read.</param>
    /// <returns>Whether <paramref name="text"/> is a size.</returns>
    public static bool TryParse(string text, out ByteSize size)
    {
        var upper = text.Trim().ToUpperInvariant();
        var factor = 1d;
        foreach (var unit in Units)
        {
            if (!upper.EndsWith(unit.Suffix, StringComparison.Ordinal))
                continue;
            upper = upper[..^unit.Suffix.Length].TrimEnd();
            factor = unit.Factor;
            break;
        }

        var isSize = double.TryParse(upper, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number * factor < long.MaxValue;
        size = isSize ? new ByteSize((long)(number * factor)) : default;
        return isSize;
    }

    /// <inheritdoc/>
    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    /// <summary>Whether <paramref name="left"/> is smaller.</summary>
    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    /// <summary>Whether <paramref name="left"/> is larger.</summary>
    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    /// <summary>Whether <paramref name="left"/> is no larger.</summary>
    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    /// <summary>Whether <paramref name="left"/> is no smaller.</summary>
    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    /// <summary>The size in the unit that reads best, such as <c>1.5 GiB</c>.</summary>
    public override string ToString() => Bytes switch
    {
        < 1024 => $"{Bytes} B",
        < 1048576 => Format(1024d, "KiB"),
        < 1073741824 => Format(1048576d, "MiB"),
        _ => Format(1073741824d, "GiB"),
    };

    private string Format(double factor, string unit) =>
        (Bytes / factor).ToString("0.#", CultureInfo.InvariantCulture) + " " + unit;
}
