namespace Slipway.Containers.Compose;

/// <summary>Reads fields of mappings; what has another shape, which is reported elsewhere, counts as not there.</summary>
internal static class Fields
{
    /// <summary>The text of <paramref name="key"/>.</summary>
    public static string? Text(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar { Kind: not YamlKind.Nothing } scalar ? scalar.Text : null;

    /// <summary>The number of <paramref name="key"/>.</summary>
    public static double? Number(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Number(scalar) : null;

    /// <summary>The flag of <paramref name="key"/>.</summary>
    public static bool? Flag(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Flag(scalar) : null;

    /// <summary>The duration of <paramref name="key"/>.</summary>
    public static TimeSpan? Duration(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Duration(scalar) : null;

    /// <summary>The size of <paramref name="key"/>.</summary>
    public static ByteSize? Size(YamlMapping? mapping, string key) =>
        mapping?[key] is YamlScalar scalar ? ComposeScalars.Size(scalar) : null;

    /// <summary>The texts of a list, or of a single one.</summary>
    public static IReadOnlyList<string> Texts(YamlValue? value) => value switch
    {
        YamlScalar { Kind: not YamlKind.Nothing } scalar => [scalar.Text],
        YamlSequence sequence => [.. sequence.Items.OfType<YamlScalar>().Select(item => item.Text)],
        _ => [],
    };

    /// <summary>The pairs of a mapping, or of a list of <c>NAME=value</c>, in the order of the file.</summary>
    public static IReadOnlyDictionary<string, string> Pairs(YamlValue? value) => Ordered.Of(
        value is not null && ComposeMerge.ToMapping(value) is YamlMapping mapping ? mapping.Entries : [],
        entry => entry.Key,
        entry => (entry.Value as YamlScalar)?.Text ?? "");
}
