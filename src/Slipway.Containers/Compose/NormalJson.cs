using System.Globalization;
using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Writes trees as JSON, as compose does: indented, and <c>$</c> as <c>$$</c>.</summary>
internal static class NormalJson
{
    /// <summary>The tree as JSON.</summary>
    /// <param name="tree">A tree in the normal form.</param>
    /// <param name="isRaw">Whether it is no normal form: keys are sorted, and <c>$</c> stays.</param>
    public static string Write(YamlValue tree, bool isRaw = false)
    {
        var text = new StringBuilder();
        Write(tree, text, 0, isRaw, isExtension: isRaw);
        if (!isRaw)
            text.Replace("$", "$$");
        return text.Append('\n').ToString();
    }

    private static void Write(YamlValue value, StringBuilder text, int depth, bool isRaw, bool isExtension)
    {
        switch (value)
        {
            case YamlMapping { Entries.Count: 0 }:
                text.Append("{}");
                break;
            case YamlMapping mapping:
                // What is below an extension has no order of its own.
                var entries = isExtension ? mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal) : (IEnumerable<YamlEntry>)mapping.Entries;
                text.Append('{');
                var first = true;
                foreach (var entry in entries)
                {
                    NewLine(text, depth + 1, ref first);
                    Quote(entry.Key, text);
                    text.Append(": ");
                    Write(entry.Value, text, depth + 1, isRaw, isExtension || entry.Key.StartsWith("x-", StringComparison.Ordinal));
                }

                text.Append('\n').Append(' ', depth * 2).Append('}');
                break;
            case YamlSequence { Items.Count: 0 }:
                // Compose forgets that an empty list of an extension was one.
                text.Append(isExtension && !isRaw ? "null" : "[]");
                break;
            case YamlSequence sequence:
                text.Append('[');
                var start = true;
                foreach (var item in sequence.Items)
                {
                    NewLine(text, depth + 1, ref start);
                    Write(item, text, depth + 1, isRaw, isExtension);
                }

                text.Append('\n').Append(' ', depth * 2).Append(']');
                break;
            case YamlScalar scalar:
                WriteScalar(scalar, text);
                break;
        }
    }

    private static void WriteScalar(YamlScalar scalar, StringBuilder text)
    {
        if (scalar.Kind == YamlKind.Nothing)
            text.Append("null");
        else if (scalar.Kind is YamlKind.Flag or YamlKind.Integer)
            text.Append(scalar.Text);
        else if (scalar.Kind == YamlKind.Fraction)
            text.Append(Number(double.Parse(scalar.Text, CultureInfo.InvariantCulture)));
        else
            Quote(scalar.Text, text);
    }

    // Digits without an exponent from 1e-6 to 1e21.
    private static string Number(double number)
    {
        if (number == 0)
            return double.IsNegative(number) ? "-0" : "0";
        if (Math.Abs(number) is >= 1e-6 and < 1e21)
            return Plain(number.ToString("R", CultureInfo.InvariantCulture));
        var digits = number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal);
        return digits.Replace("e-0", "e-", StringComparison.Ordinal);
    }

    // The shortest digits that mean the number, such as 1.8446744073709552E+19, written out.
    private static string Plain(string shortest)
    {
        var at = shortest.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
            return shortest;
        var sign = shortest[0] == '-' ? "-" : "";
        var digits = shortest[sign.Length..at].Replace(".", "", StringComparison.Ordinal);
        var whole = int.Parse(shortest[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + 1;
        return whole <= 0 ? $"{sign}0.{new string('0', -whole)}{digits}"
            : whole >= digits.Length ? sign + digits.PadRight(whole, '0')
            : $"{sign}{digits[..whole]}.{digits[whole..]}";
    }

    private static void NewLine(StringBuilder text, int depth, ref bool first)
    {
        text.Append(first ? "\n" : ",\n").Append(' ', depth * 2);
        first = false;
    }

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '<' or '>' or '&' or '\u2028' or '\u2029' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
