using System.Globalization;
using System.Text;

namespace Slipway.GitHub.Workflows;

/// <summary>Writes YAML 1.2 that readers of YAML 1.1 take for the same.</summary>
internal static class YamlText
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./-";

    // Words and numbers that some readers take for something else than text.
    private static readonly string[] Words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];

    /// <summary>A whole document.</summary>
    /// <param name="comment">The first lines.</param>
    /// <param name="root">What it holds; a line parts its keys.</param>
    public static string Of(string comment, YamlMap root)
    {
        var text = new StringBuilder();
        foreach (var line in comment.Split('\n'))
            text.Append("# ").Append(line).Append('\n');
        foreach (var pair in root)
        {
            if (pair.Key is not "on" || text.Length > 0)
                text.Append('\n');
            Write(text, pair, 0);
        }

        return text.ToString();
    }

    /// <summary>A text as one scalar on one line.</summary>
    public static string Scalar(string text)
    {
        // Expressions are shown as people write them.
        if (text.StartsWith("${{ ", StringComparison.Ordinal) && text.IndexOf("}}", StringComparison.Ordinal) == text.Length - 2 && !text.Contains(" #", StringComparison.Ordinal) && !text.Contains(": ", StringComparison.Ordinal))
            return text;
        var isPlain = text.Length > 0 && text.All(c => Plain.Contains(c, StringComparison.Ordinal) || c is ' ' or '@')
            && (char.IsAsciiLetter(text[0]) || text[0] == '/' || (text.Length > 4 && text[0] == '.' && (char.IsAsciiLetter(text[1]) || text[1] == '/'))) && text[^1] != ' '
            && !Array.Exists(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        if (isPlain)
            return text;
        if (!text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff'))
            return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
            _ = c is '"' or '\\' ? quoted.Append('\\').Append(c) : char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' ? quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : quoted.Append(c);
        return quoted.Append('"').ToString();
    }

    private static void Write(StringBuilder text, KeyValuePair<string, object?> pair, int depth)
    {
        text.Append(' ', depth).Append(Key(pair.Key)).Append(':');
        switch (pair.Value)
        {
            case null:
                text.Append('\n');
                break;
            case YamlMap { Count: 0 }:
                text.Append(" {}\n");
                break;
            case YamlMap map:
                text.Append('\n');
                foreach (var child in map)
                    Write(text, child, depth + 2);
                break;
            case IReadOnlyList<YamlMap> maps:
                text.Append('\n');
                foreach (var map in maps)
                    WriteItem(text, map, depth + 2);
                break;
            case IReadOnlyList<string> list:
                text.Append('\n');
                foreach (var item in list)
                    text.Append(' ', depth + 2).Append("- ").Append(Scalar(item)).Append('\n');
                break;
            case string block when block.Contains('\n', StringComparison.Ordinal):
                text.Append(" |\n");
                foreach (var line in block.TrimEnd('\n').Split('\n'))
                    text.Append(' ', depth + 2).Append(line).Append('\n');
                break;
            default:
                text.Append(' ').Append(Inline(pair.Value)).Append('\n');
                break;
        }
    }

    private static void WriteItem(StringBuilder text, YamlMap map, int depth)
    {
        var start = text.Length;
        foreach (var pair in map)
            Write(text, pair, depth + 2);
        text[start + depth] = '-';
    }

    // 'on' is a truth value in YAML 1.1, and GitHub takes it for a text all the same.
    private static string Key(string key) => key == "on" ? key : Scalar(key);

    private static string Inline(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int number => number.ToString(CultureInfo.InvariantCulture),
        YamlScalar { Comment: { } comment } scalar => $"{scalar.Text} # {comment}",
        YamlScalar scalar => Scalar(scalar.Text),
        _ => Scalar((string)value),
    };
}
