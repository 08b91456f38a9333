using System.Globalization;

namespace Slipway.Containers.Compose;

/// <summary>Reads fields of mappings in long forms; what has another shape, which is reported elsewhere, counts as not there.</summary>
internal static class Fields
{
    /// <summary>The text of <paramref name="key"/>.</summary>
    public static string? Text(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar { Kind: not YamlKind.Nothing } scalar ? scalar.Text : null;

    /// <summary>The number of <paramref name="key"/>.</summary>
    public static double? Number(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Number(scalar) : null;

    /// <summary>The whole number of <paramref name="key"/>.</summary>
    public static long? Integer(YamlMapping? mapping, string key) =>
        Number(mapping, key) is { } number && Math.Abs(number) < long.MaxValue ? (long)number : null;

    /// <summary>The flag of <paramref name="key"/>.</summary>
    public static bool? Flag(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Flag(scalar) : null;

    /// <summary>The duration of <paramref name="key"/>.</summary>
    public static TimeSpan? Duration(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Duration(scalar) : null;

    /// <summary>The size of <paramref name="key"/>.</summary>
    public static ByteSize? Size(YamlMapping? mapping, string key) => mapping?[key] switch
    {
        YamlScalar { Kind: YamlKind.Integer } bytes => long.TryParse(bytes.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var size) ? new ByteSize(size) : null,
        YamlScalar { Kind: YamlKind.Text } text => ComposeScalars.Size(text),
        _ => null,
    };

    /// <summary>The texts of a list, or of a single one.</summary>
    public static IReadOnlyList<string> Texts(YamlValue? value) => value switch
    {
        YamlScalar { Kind: not YamlKind.Nothing } scalar => [scalar.Text],
        YamlSequence sequence => [.. sequence.Items.OfType<YamlScalar>().Where(item => !item.IsUnresolved).Select(item => item.Text)],
        _ => [],
    };

    /// <summary>The mappings of a list.</summary>
    public static IEnumerable<YamlMapping> Mappings(YamlValue? value) => (value as YamlSequence)?.Items.OfType<YamlMapping>() ?? [];

    /// <summary>The entries of a mapping.</summary>
    public static IReadOnlyList<YamlEntry> Entries(YamlValue? value) => (value as YamlMapping)?.Entries ?? [];

    /// <summary>The pairs of a mapping, or of a list of <c>NAME=value</c>, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(YamlValue? value) => Ordered.Of(
        NormalPairs.Entries(value), entry => entry.Key, entry => Yaml.IsNothing(entry.Value) ? "" : Yaml.Printed(entry.Value));

    /// <summary>The same; <see langword="null"/> where there is a name only.</summary>
    public static IReadOnlyDictionary<string, string?> Variables(YamlValue? value) => Ordered.Of(
        NormalPairs.Entries(value), entry => entry.Key, entry => Yaml.IsNothing(entry.Value) ? null : Yaml.Printed(entry.Value));

    /// <summary>Hosts with addresses, sorted, each <c>host=address</c>.</summary>
    public static IReadOnlyList<string> Hosts(YamlValue? value) =>
        value is null ? [] : Texts(new NormalPairs(StringComparer.Ordinal, []).Of(value, NormalType.Hosts, ""));

    /// <summary>Limits by name.</summary>
    public static IReadOnlyDictionary<string, ComposeUlimit> Ulimits(YamlValue? value) => Ordered.Of(
        Entries(value),
        entry => entry.Key,
        entry => entry.Value is YamlMapping both
            ? new ComposeUlimit(Integer(both, "soft") ?? 0, Integer(both, "hard") ?? 0)
            : long.TryParse((entry.Value as YamlScalar)?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
                ? new ComposeUlimit(limit, limit) : new ComposeUlimit(0, 0));

    /// <summary>Secrets or configs that are used.</summary>
    public static IReadOnlyList<ComposeFileUse> FileUses(YamlValue? value) =>
    [
        .. Mappings(value).Where(use => Text(use, "source") is not null).Select(use => new ComposeFileUse(
            Text(use, "source")!, Text(use, "target") is { } target && target != $"/run/secrets/{Text(use, "source")}" ? target : null, use.Place)
        {
            UserId = Text(use, "uid"),
            GroupId = Text(use, "gid"),
            Mode = (int?)Integer(use, "mode"),
        }),
    ];
}
