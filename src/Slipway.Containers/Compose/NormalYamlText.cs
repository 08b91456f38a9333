using System.Globalization;
using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Writes texts so that every reader of YAML takes them for texts.</summary>
internal static class NormalYamlText
{
    private static readonly HashSet<string> Words = new(
        ["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF", "<<"], StringComparer.Ordinal);

    /// <summary>The text, plain where that says the same, else quoted or as a block.</summary>
    /// <param name="text">The text.</param>
    /// <param name="indent">Where the lines of a block begin.</param>
    /// <param name="isKey">Whether it is a key, which is no block.</param>
    public static string Of(string text, int indent, bool isKey = false)
    {
        if (text.Contains('\n', StringComparison.Ordinal) && !isKey && IsPrintable(text, lines: true))
            return Block(text, indent);
        if (!IsPrintable(text, lines: false))
            return Double(text);
        if (YamlScalars.Resolve(text).Kind != YamlKind.Text || Words.Contains(text) || IsBase60(text))
            return Double(text);
        return IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    private static bool IsPrintable(string text, bool lines) =>
        text.All(c => c is (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uFFFD' and not '\uFEFF' and not '\u2028' and not '\u2029') || (lines && c is '\n' or '\t'));

    private static bool IsPlain(string text)
    {
        if (text[0] is ' ' or '#' or ',' or '[' or ']' or '{' or '}' or '&' or '*' or '!' or '|' or '>' or '\'' or '"' or '%' or '@' or '`' || text[^1] is ' ' or ':')
            return false;
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
            return false;
        if (text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
            return false;
        return !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);
    }

    // 1:30 is a number to readers of YAML 1.1.
    private static bool IsBase60(string text)
    {
        var parts = text.TrimStart('+', '-').Split(':');
        return parts.Length > 1 && char.IsAsciiDigit(parts[0].FirstOrDefault())
            && parts[0].All(c => char.IsAsciiDigit(c) || c == '_')
            && parts.Skip(1).Take(parts.Length - 2).All(part => part.Length is 1 or 2 && part.All(char.IsAsciiDigit))
            && parts[^1].Split('.') is [{ Length: 1 or 2 } seconds, ..] && seconds.All(char.IsAsciiDigit)
            && parts.Skip(1).All(part => part[0] <= '5' || part.Length == 1);
    }

    private static string Block(string text, int indent)
    {
        var block = new StringBuilder("|");
        if (text[0] is ' ' or '\n')
            block.Append('2');
        block.Append(text.EndsWith('\n') ? text.Length == 1 || text[^2] == '\n' ? "+" : "" : "-");
        foreach (var line in (text.EndsWith('\n') ? text[..^1] : text).Split('\n'))
            block.Append('\n').Append(' ', line.Length > 0 ? indent : 0).Append(line);
        return block.ToString();
    }

    private static string Double(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append(@"\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                '\0' => quoted.Append("\\0"),
                '\a' => quoted.Append("\\a"),
                '\b' => quoted.Append("\\b"),
                '\v' => quoted.Append("\\v"),
                '\f' => quoted.Append("\\f"),
                '\e' => quoted.Append("\\e"),
                (>= ' ' and <= '~') or (>= '\u00A0' and <= '\uFFFD' and not '\uFEFF') => quoted.Append(c),
                <= '\u00FF' => quoted.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:X2}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
            };
        }

        return quoted.Append('"').ToString();
    }
}
