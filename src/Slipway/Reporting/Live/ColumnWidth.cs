using System.Globalization;
using System.Text;

namespace Slipway.Reporting.Live;

/// <summary>How many columns of a terminal text takes.</summary>
internal static class ColumnWidth
{
    /// <summary>The columns of a text without control characters.</summary>
    public static int Of(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
            return text.Length;
        var width = 0;
        foreach (var rune in text.EnumerateRunes())
            width += Of(rune);
        return width;
    }

    /// <summary>The text in that many columns at most; where something is cut off, a sign says so.</summary>
    /// <param name="text">Without control characters.</param>
    /// <param name="columns">The most columns.</param>
    /// <param name="sign">What stands for the rest, such as <c>…</c>.</param>
    public static string Fit(string text, int columns, string sign)
    {
        if (Of(text) <= columns)
            return text;
        if (columns <= sign.Length)
            return "";
        var fitted = new StringBuilder(columns);
        var left = columns - sign.Length;
        foreach (var rune in text.EnumerateRunes())
        {
            left -= Of(rune);
            if (left < 0)
                break;
            fitted.Append(rune.ToString());
        }

        return fitted.Append(sign).ToString();
    }

    /// <summary>The text in exactly that many columns.</summary>
    public static string Pad(string text, int columns, string sign)
    {
        var fitted = Fit(text, columns, sign);
        return fitted + new string(' ', Math.Max(0, columns - Of(fitted)));
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // Blocks of Unicode whose East_Asian_Width is W or F (Annex 11), and pictographs.
    private static bool IsWide(int value) => value is
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97C)
        or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60)
        or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1F64F) or (>= 0x1F680 and <= 0x1F6FF) or (>= 0x1F900 and <= 0x1F9FF)
        or (>= 0x20000 and <= 0x3FFFD) or 0x2705 or 0x2728 or 0x274C or 0x2753 or 0x2757 or (>= 0x2795 and <= 0x2797) or 0x26A1 or 0x2B50;
}
