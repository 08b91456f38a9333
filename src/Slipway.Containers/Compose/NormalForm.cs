namespace Slipway.Containers.Compose;

/// <summary>Puts values into the form in which compose prints them; values that cannot be are reported.</summary>
/// <param name="forJson">Whether for JSON, which has some fields always; for YAML otherwise, which has extensions everywhere.</param>
/// <param name="problems">Takes what is of the wrong kind.</param>
internal sealed class NormalForm(bool forJson, List<Problem> problems)
{
    private readonly NormalScalars _scalars = new(problems);
    private readonly NormalPairs _pairs = new(Order(forJson), problems);
    private readonly IComparer<string> _order = Order(forJson);

    /// <summary>The order of free names.</summary>
    /// <param name="forJson">Whether for JSON.</param>
    public static IComparer<string> Order(bool forJson) => forJson ? StringComparer.Ordinal : YamlKeyOrder.Instance;

    /// <summary>The value in its normal form; <see langword="null"/> where it is left out.</summary>
    /// <param name="value">The value; <see langword="null"/> where there is none.</param>
    /// <param name="shape">What is known about it.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlValue? Of(YamlValue? value, Shape shape, string path)
    {
        if (value is YamlScalar { IsUnresolved: true })
            return null;
        var present = Yaml.IsNothing(value) ? null : value;
        switch (shape.Type)
        {
            case NormalType.Any:
                return value;
            case NormalType.Dropped:
                return null;
            case NormalType.Command:
                return (YamlValue?)Command(present, path) ?? (forJson ? Yaml.Nothing(default) : null);
            case NormalType.ImpliedFields:
                return Implied(present as YamlMapping, shape, path);
            case var _ when present is null:
                return null;
            case NormalType.KeptFields when present is YamlMapping mapping:
                return FieldsOf(mapping, shape, path);
            case NormalType.List when present is YamlSequence list:
                return list.Items.Count == 0 ? null : list with { Items = [.. list.Items.Select((item, i) => Of(item, shape.Items!, $"{path}[{i}]")).OfType<YamlValue>()] };
            case NormalType.Names when present is YamlMapping names:
                return Names(names, shape, path);
            case NormalType.Test:
                return present is YamlScalar test ? Yaml.List(test.Place, [Yaml.Text("CMD-SHELL", test.Place), test]) : Texts(present, path);
            case NormalType.Texts:
                return Texts(present, path);
            case NormalType.Ulimit when present is YamlMapping or YamlScalar:
                return present is YamlMapping limits ? Limits(limits, path) : Limit((YamlScalar)present, path);
            case NormalType.Labels or NormalType.Environment or NormalType.Options or NormalType.StrictOptions or NormalType.Hosts or NormalType.Ssh:
                return _pairs.Of(present, shape.Type, path);
            default:
                return present is YamlScalar scalar ? _scalars.Of(scalar, shape.Type, path) : null;
        }
    }

    /// <summary>The fields of a mapping in their order, and its extensions.</summary>
    public YamlMapping FieldsOf(YamlMapping mapping, Shape shape, string path)
    {
        var entries = new List<YamlEntry>();
        foreach (var (key, field) in shape.Fields!)
        {
            var entry = mapping.Find(key);
            if (entry is null && (!forJson || field.Type is not (NormalType.Command or NormalType.ImpliedFields)) && !IsDevice(shape))
                continue;
            if ((Of(entry?.Value, field, $"{path}.{key}") ?? Zero(key, shape, mapping.Place)) is { } value)
                entries.Add(new YamlEntry(Printed(key, shape), entry?.Place ?? mapping.Place, value));
        }

        if (!forJson)
            entries.AddRange(mapping.Entries.Where(entry => entry.Key.StartsWith("x-", StringComparison.Ordinal)).OrderBy(entry => entry.Key, _order));
        return new YamlMapping { Place = mapping.Place, Entries = entries };
    }

    // Compose prints a device's limits always, and in JSON with the names that they have in its own code.
    private static bool IsDevice(Shape shape) => !shape.AllowsExtensions && shape.Fields is { Count: 2 } fields && fields.ContainsKey("path") && (fields.ContainsKey("rate") || fields.ContainsKey("weight"));

    private string Printed(string key, Shape shape) => forJson && IsDevice(shape) ? char.ToUpperInvariant(key[0]) + key[1..] : key;

    private static YamlScalar? Zero(string key, Shape shape, Place place) => !IsDevice(shape) ? null : key switch
    {
        "path" => Yaml.Text("", place),
        "rate" => Yaml.Text("0", place),
        _ => Yaml.Integer("0", place),
    };

    private YamlMapping? Implied(YamlMapping? mapping, Shape shape, string path)
    {
        if (mapping is null && !forJson)
            return null;
        var fields = FieldsOf(mapping ?? Yaml.Mapping(default), shape, path);
        return fields.Entries.Count > 0 || forJson ? fields : null;
    }

    private YamlMapping? Names(YamlMapping names, Shape shape, string path)
    {
        var entries = new List<YamlEntry>();
        foreach (var entry in names.Entries.OrderBy(entry => entry.Key, _order))
            entries.Add(entry with { Value = Of(entry.Value, shape.Of(entry.Key) ?? Shapes.Anything, $"{path}.{entry.Key}") ?? Yaml.Nothing(entry.Place) });
        return entries.Count == 0 ? null : names with { Entries = entries };
    }

    private YamlSequence? Command(YamlValue? value, string path)
    {
        if (value is not YamlScalar scalar)
            return value as YamlSequence;
        // Compose loses a date without a word.
        if (scalar.Kind == YamlKind.Time)
            return null;
        if (scalar.Kind == YamlKind.Text && ShellWords.Split(scalar.Text) is { } words)
            return Yaml.List(scalar.Place, words.Select(word => Yaml.Text(word, scalar.Place, "")));
        problems.Add(ComposeProblems.WrongValue(scalar.Place, path, scalar.Written, "a command with closed quotes and brackets"));
        return null;
    }

    private YamlSequence? Texts(YamlValue? value, string path)
    {
        if (value is YamlScalar single)
            return Yaml.List(single.Place, [single]);
        if (value is not YamlSequence { Items.Count: > 0 } list)
            return null;
        return list with { Items = [.. list.Items.OfType<YamlScalar>().Select((item, i) => item.Kind == YamlKind.Text ? item : _scalars.Of(item, NormalType.KeptText, $"{path}[{i}]")).OfType<YamlValue>()] };
    }

    // One that is 0 counts as two that are: nothing else tells them apart.
    private YamlValue? Limit(YamlScalar limit, string path) => _scalars.Of(limit, NormalType.KeptInteger, path) is { Text: "0" } nothing
        ? forJson ? Yaml.Mapping(nothing.Place) : Yaml.Mapping(nothing.Place, ("soft", nothing), ("hard", nothing))
        : _scalars.Of(limit, NormalType.KeptInteger, path);

    private YamlMapping Limits(YamlMapping limits, string path)
    {
        var entries = new List<YamlEntry>();
        foreach (var key in (string[])["soft", "hard"])
        {
            if (limits.Find(key) is not { Value: YamlScalar { IsUnresolved: false } limit } entry)
                continue;
            if (limit.Kind != YamlKind.Integer)
                problems.Add(ComposeProblems.WrongValue(limit.Place, $"{path}.{key}", limit.Written, "a whole number"));
            else if (limit.Text != "0" || !forJson)
                entries.Add(entry);
        }

        return limits with { Entries = entries };
    }
}
