namespace Slipway.Containers.Compose;

/// <summary>Makes lists of mappings and of single texts.</summary>
internal static class YamlSequences
{
    /// <summary>The items of both, those of <paramref name="over"/> last.</summary>
    /// <param name="under">A list, a mapping or a text.</param>
    /// <param name="over">A list, a mapping or a text.</param>
    /// <param name="onlyNew">Whether what <paramref name="under"/> has already is left out.</param>
    public static YamlSequence Joined(YamlValue under, YamlValue over, bool onlyNew = false)
    {
        var items = Of(under);
        var more = Of(over);
        return Yaml.List(over.Place, [.. items, .. onlyNew ? more.Where(item => !items.Exists(known => Yaml.AreSame(known, item))) : more]);
    }

    /// <summary>A list of <c>NAME=value</c> in place of a mapping, sorted; of one item in place of a text.</summary>
    /// <param name="value">Any value.</param>
    public static List<YamlValue> Of(YamlValue value) => value switch
    {
        YamlSequence sequence => [.. sequence.Items],
        YamlScalar { Kind: YamlKind.Text } scalar => [scalar],
        YamlMapping mapping =>
        [
            .. mapping.Entries.SelectMany(Pairs).OrderBy(pair => pair.Text, StringComparer.Ordinal),
        ],
        _ => [],
    };

    private static IEnumerable<YamlScalar> Pairs(YamlEntry entry) => entry.Value switch
    {
        YamlScalar { Kind: YamlKind.Nothing } => [Yaml.Text(entry.Key, entry.Place)],
        YamlSequence list => list.Items.Select(item => Pair(entry, item)),
        _ => [Pair(entry, entry.Value)],
    };

    private static YamlScalar Pair(YamlEntry entry, YamlValue value) =>
        Yaml.Text($"{entry.Key}={Yaml.Printed(value)}", entry.Place, $"{entry.Key}={(value as YamlScalar)?.Written}") with
        {
            IsUnresolved = value is YamlScalar { IsUnresolved: true },
        };
}
