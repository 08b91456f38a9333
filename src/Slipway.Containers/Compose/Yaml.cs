namespace Slipway.Containers.Compose;

/// <summary>Makes values that no file has written out.</summary>
internal static class Yaml
{
    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="place">The place that stands for it.</param>
    /// <param name="written">What messages may show of it; the text unless given.</param>
    public static YamlScalar Text(string text, Place place, string? written = null) =>
        new() { Place = place, Kind = YamlKind.Text, Text = text, Written = written ?? text };

    /// <summary>True or false.</summary>
    public static YamlScalar Flag(bool flag, Place place) =>
        new() { Place = place, Kind = YamlKind.Flag, Text = flag ? "true" : "false", Written = flag ? "true" : "false" };

    /// <summary>A whole number.</summary>
    public static YamlScalar Integer(string digits, Place place) =>
        new() { Place = place, Kind = YamlKind.Integer, Text = digits, Written = digits };

    /// <summary>Nothing.</summary>
    public static YamlScalar Nothing(Place place) => new() { Place = place, Kind = YamlKind.Nothing, Text = "", Written = "" };

    /// <summary>A mapping.</summary>
    public static YamlMapping Mapping(Place place, params IReadOnlyList<(string Key, YamlValue Value)> entries) =>
        new() { Place = place, Entries = [.. entries.Select(entry => new YamlEntry(entry.Key, entry.Value.Place, entry.Value))] };

    /// <summary>A list.</summary>
    public static YamlSequence List(Place place, IEnumerable<YamlValue> items) => new() { Place = place, Items = [.. items] };

    /// <summary>Whether a value is nothing.</summary>
    public static bool IsNothing(YamlValue? value) => value is YamlScalar { Kind: YamlKind.Nothing };

    /// <summary>A scalar as compose makes a text of it.</summary>
    /// <param name="value">Any value.</param>
    public static string Printed(YamlValue value) => value switch
    {
        YamlScalar { Kind: YamlKind.Time } time => GoTime.Printed(time.Text),
        YamlScalar { Kind: YamlKind.Nothing } => "<nil>",
        YamlScalar scalar => scalar.Text,
        YamlSequence sequence => $"[{string.Join(' ', sequence.Items.Select(Printed))}]",
        YamlMapping mapping => $"map[{string.Join(' ', mapping.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Printed(entry.Value)}"))}]",
        _ => "",
    };

    /// <summary>Whether two values say the same, wherever they are written.</summary>
    public static bool AreSame(YamlValue? one, YamlValue? other) => (one, other) switch
    {
        (null, null) => true,
        (YamlScalar a, YamlScalar b) => a.Kind == b.Kind && a.Text == b.Text,
        (YamlSequence a, YamlSequence b) => a.Items.Count == b.Items.Count && a.Items.Zip(b.Items).All(pair => AreSame(pair.First, pair.Second)),
        (YamlMapping a, YamlMapping b) => a.Entries.Count == b.Entries.Count
            && a.Entries.All(entry => b.Find(entry.Key) is { } counterpart && AreSame(entry.Value, counterpart.Value)),
        _ => false,
    };

    /// <summary>A copy in which <paramref name="key"/> has another value; it comes last where it was not there.</summary>
    public static YamlMapping With(this YamlMapping mapping, string key, YamlValue value)
    {
        var entry = mapping.Find(key);
        return entry is null
            ? mapping with { Entries = [.. mapping.Entries, new YamlEntry(key, value.Place, value)] }
            : mapping with { Entries = [.. mapping.Entries.Select(e => e.Key == key ? e with { Value = value } : e)] };
    }

    /// <summary>A copy without <paramref name="key"/>.</summary>
    public static YamlMapping Without(this YamlMapping mapping, string key) => mapping.Find(key) is null
        ? mapping
        : mapping with { Entries = [.. mapping.Entries.Where(entry => entry.Key != key)] };

    /// <summary>Where a field is in the structure: <c>services.web.image</c>.</summary>
    /// <param name="path">Where the mapping is; empty for a whole file.</param>
    /// <param name="key">The field.</param>
    public static string Path(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    /// <summary>A copy with other items; the list itself where they are the same.</summary>
    public static YamlSequence Select(this YamlSequence sequence, Func<YamlValue, int, YamlValue> value)
    {
        YamlValue[]? changed = null;
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var made = value(sequence.Items[i], i);
            if (!ReferenceEquals(made, sequence.Items[i]))
                (changed ??= [.. sequence.Items])[i] = made;
        }

        return changed is null ? sequence : sequence with { Items = changed };
    }

    /// <summary>A copy with other values under the same keys; the mapping itself where they are the same.</summary>
    public static YamlMapping Select(this YamlMapping mapping, Func<YamlEntry, YamlValue> value)
    {
        YamlEntry[]? changed = null;
        for (var i = 0; i < mapping.Entries.Count; i++)
        {
            var entry = mapping.Entries[i];
            var made = value(entry);
            if (ReferenceEquals(made, entry.Value))
                continue;
            changed ??= [.. mapping.Entries];
            changed[i] = entry with { Value = made };
        }

        return changed is null ? mapping : mapping with { Entries = changed };
    }
}
