using System.Text;

namespace Slipway.Reporting;

/// <summary>Text that tools wrote for a terminal, as text.</summary>
internal static class PlainText
{
    /// <summary>
    /// The text without escape sequences (ECMA-48, section 5.4) and other control characters. Of a line that was written
    /// over itself, as progress bars are, the last state stays.
    /// </summary>
    /// <param name="text">One line.</param>
    /// <param name="keepColors">Whether sequences that only set colours (SGR) stay.</param>
    public static string Of(string text, bool keepColors = false)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\e')
            {
                var end = EndOfSequence(text, i);
                if (keepColors && end < text.Length && text[i + 1] == '[' && text[end] == 'm')
                    plain.Append(text, i, end - i + 1);
                i = end;
            }
            else if (text[i] == '\r')
            {
                if (text.AsSpan(i).ContainsAnyExcept('\r', ' '))
                    plain.Clear();
            }
            else if (text[i] == '\t')
            {
                plain.Append("    ");
            }
            else if (!char.IsControl(text[i]))
            {
                plain.Append(text[i]);
            }
        }

        return plain.ToString();
    }

    // The index of the last character of the sequence that starts here.
    private static int EndOfSequence(string text, int start)
    {
        if (start + 1 >= text.Length)
            return start;
        switch (text[start + 1])
        {
            case '[':
                var end = start + 2;
                while (end < text.Length && text[end] is < '@' or > '~')
                    end++;
                return end;
            case ']' or 'P' or '^' or '_':
                // Ended by BEL or by ESC \.
                for (var i = start + 2; i < text.Length; i++)
                {
                    if (text[i] == '\a')
                        return i;
                    if (text[i] == '\e')
                        return Math.Min(i + 1, text.Length - 1);
                }

                return text.Length;
            default:
                return start + 1;
        }
    }
}
