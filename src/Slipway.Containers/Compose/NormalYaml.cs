using System.Globalization;
using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Writes trees as YAML, as compose does: two blanks of indentation, and <c>$</c> as <c>$$</c>.</summary>
internal static class NormalYaml
{
    /// <summary>The tree as YAML.</summary>
    /// <param name="tree">A tree in the normal form.</param>
    /// <param name="isRaw">Whether it is no normal form: keys are sorted, and <c>$</c> stays.</param>
    public static string Write(YamlMapping tree, bool isRaw = false)
    {
        var text = new StringBuilder();
        Entries(tree, text, 0, isExtension: isRaw);
        if (!isRaw)
            text.Replace("$", "$$");
        return text.ToString();
    }

    private static void Entries(YamlMapping mapping, StringBuilder text, int indent, bool isExtension, bool continues = false)
    {
        // What is below an extension has no order of its own.
        foreach (var entry in isExtension ? mapping.Entries.OrderBy(entry => entry.Key, YamlKeyOrder.Instance) : (IEnumerable<YamlEntry>)mapping.Entries)
        {
            text.Append(' ', continues ? 0 : indent).Append(NormalYamlText.Of(entry.Key, indent, isKey: true)).Append(':');
            continues = false;
            Value(entry.Value, text, indent, isExtension || entry.Key.StartsWith("x-", StringComparison.Ordinal));
        }
    }

    private static void Value(YamlValue value, StringBuilder text, int indent, bool isExtension)
    {
        switch (value)
        {
            case YamlMapping { Entries.Count: > 0 } mapping:
                text.Append('\n');
                Entries(mapping, text, indent + 2, isExtension);
                break;
            case YamlSequence { Items.Count: > 0 } sequence:
                text.Append('\n');
                Items(sequence, text, indent + 2, isExtension);
                break;
            default:
                text.Append(' ').Append(Scalar(value, indent + 2)).Append('\n');
                break;
        }
    }

    private static void Items(YamlSequence sequence, StringBuilder text, int indent, bool isExtension, bool continues = false)
    {
        foreach (var item in sequence.Items)
        {
            text.Append(' ', continues ? 0 : indent).Append("- ");
            continues = false;
            if (item is YamlMapping { Entries.Count: > 0 } mapping)
                Entries(mapping, text, indent + 2, isExtension, continues: true);
            else if (item is YamlSequence { Items.Count: > 0 } inner)
                Items(inner, text, indent + 2, isExtension, continues: true);
            else
                text.Append(Scalar(item, indent + 2)).Append('\n');
        }
    }

    private static string Scalar(YamlValue value, int indent) => value switch
    {
        YamlMapping => "{}",
        YamlSequence => "[]",
        YamlScalar { Kind: YamlKind.Nothing } => "null",
        YamlScalar { Kind: YamlKind.Text } scalar => NormalYamlText.Of(scalar.Text, indent),
        YamlScalar { Kind: YamlKind.Fraction } number => YamlScalars.Shortest(double.Parse(number.Text, CultureInfo.InvariantCulture)),
        YamlScalar scalar => scalar.Text,
        _ => "",
    };
}
