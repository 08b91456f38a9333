using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Resolves escapes between double quotes of an environment file.</summary>
internal static class DotEnvEscapes
{
    /// <summary>The text with escapes resolved; those that mean nothing stay.</summary>
    /// <param name="text">What stands between the quotes.</param>
    public static string Resolve(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var value = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\' || i + 1 == text.Length)
            {
                value.Append(text[i]);
                continue;
            }

            var next = text[++i];
            if (next == '0')
            {
                var digits = 0;
                while (digits < 3 && i + 1 + digits < text.Length && char.IsAsciiDigit(text[i + 1 + digits]))
                    digits++;
                AppendOctal(value, text.AsSpan(i + 1, digits));
                i += digits;
                continue;
            }

            _ = next switch
            {
                'n' => value.Append('\n'),
                'r' => value.Append('\r'),
                't' => value.Append('\t'),
                'a' => value.Append('\a'),
                'b' => value.Append('\b'),
                'f' => value.Append('\f'),
                'v' => value.Append('\v'),
                '"' or '\\' => value.Append(next),
                // Two dollars: the expansion that follows makes one of them.
                '$' => value.Append("$$"),
                _ => value.Append('\\').Append(next),
            };
        }

        return value.ToString();
    }

    // Three octal digits up to 377 are a character; anything else only loses its 0.
    private static void AppendOctal(StringBuilder value, ReadOnlySpan<char> digits)
    {
        if (digits is [>= '0' and <= '3', >= '0' and <= '7', >= '0' and <= '7'])
            value.Append((char)(((digits[0] - '0') * 64) + ((digits[1] - '0') * 8) + digits[2] - '0'));
        else
            value.Append('\\').Append(digits);
    }
}
