namespace Slipway.Containers.Compose;

/// <summary>Puts long forms in place of short ones.</summary>
/// <param name="keepsVariables">Whether short forms with variables in them stay as they are.</param>
/// <param name="problems">Takes what has no long form.</param>
internal sealed class LongForms(bool keepsVariables, List<Problem> problems)
{
    private readonly ShapesWith _shortForms = new(shape => shape.Long != LongForm.None);

    /// <summary>The tree in long forms.</summary>
    /// <param name="value">The tree.</param>
    /// <param name="shape">What is known about it.</param>
    /// <param name="path">Its place in the structure, for messages.</param>
    public YamlValue Apply(YamlValue value, Shape? shape, string path = "")
    {
        if (shape is null || value is YamlScalar { IsUnresolved: true })
            return value;
        var made = Long(value, shape.Long, path);
        return made switch
        {
            YamlMapping mapping => mapping.Select(entry => shape.Of(entry.Key) is var field && _shortForms.Contain(field) ? Apply(entry.Value, field, Yaml.Path(path, entry.Key)) : entry.Value),
            YamlSequence sequence when _shortForms.Contain(shape.Items) => sequence.Select((item, i) => Apply(item, shape.Items, $"{path}[{i}]")),
            _ => made,
        };
    }

    private static YamlScalar? Texts(YamlValue value) => value is YamlScalar { Kind: YamlKind.Text } scalar ? scalar : null;

    private static YamlValue FromList(YamlValue value, Func<YamlScalar, YamlValue> made) => value is not YamlSequence sequence
        ? value
        : new YamlMapping
        {
            Place = value.Place,
            Entries =
            [
                .. sequence.Items.OfType<YamlScalar>().DistinctBy(item => item.Text, StringComparer.Ordinal)
                    .Select(item => new YamlEntry(item.Text, item.Place, made(item))),
            ],
        };

    private static YamlMapping Dependency(YamlMapping written, Place place)
    {
        var dependency = written;
        if (dependency.Find("condition") is null)
            dependency = dependency.With("condition", Yaml.Text("service_started", place));
        return dependency.Find("required") is null ? dependency.With("required", Yaml.Flag(flag: true, place)) : dependency;
    }

    private static YamlValue EnvFile(YamlValue file) => file switch
    {
        YamlScalar { Kind: YamlKind.Text } path => Yaml.Mapping(path.Place, ("path", path), ("required", Yaml.Flag(flag: true, path.Place))),
        YamlMapping mapping when mapping.Find("required") is null => mapping.With("required", Yaml.Flag(flag: true, mapping.Place)),
        _ => file,
    };

    private YamlValue Long(YamlValue value, LongForm form, string path)
    {
        if (value is YamlScalar { Kind: YamlKind.Time } time && form is (LongForm.Build or LongForm.FileUse or LongForm.Mount or LongForm.Device or LongForm.EnvFiles))
            return Wrong(time, path, "a text, in quotes");
        var text = Texts(value);
        return form switch
        {
            LongForm.Build when text is not null => Yaml.Mapping(value.Place, ("context", text)),
            LongForm.Extends when text is not null => Yaml.Mapping(value.Place, ("service", text)),
            LongForm.FileUse when text is not null => Yaml.Mapping(value.Place, ("source", text)),
            LongForm.List when text is not null => Yaml.List(value.Place, [text]),
            LongForm.EnvFiles => value is YamlSequence files ? files with { Items = [.. files.Items.Select(EnvFile)] } : text is null ? value : Yaml.List(value.Place, [EnvFile(text)]),
            LongForm.Networks => FromList(value, item => Yaml.Nothing(item.Place)),
            LongForm.DependsOn => FromList(value, item => Yaml.Mapping(item.Place)) is YamlMapping mapping
                ? mapping.Select(entry => entry.Value is YamlMapping dependency ? Dependency(dependency, entry.Place) : entry.Value)
                : value,
            LongForm.Mount when text is not null => (YamlValue?)MountReader.Read(text) ?? Wrong(text, path, "a volume such as ./data:/data"),
            LongForm.Device when text is not null => Device(text, path),
            LongForm.Gpus when text is not null => Yaml.List(value.Place, [Yaml.Mapping(value.Place, ("count", Yaml.Text("all", value.Place)))]),
            // One that cannot be known leaves the others as they are too.
            LongForm.Ports when keepsVariables && value is YamlSequence unknown && unknown.Items.Any(port => port is YamlScalar { Kind: YamlKind.Text } shortForm && PortReader.Read(shortForm) is null) => value,
            LongForm.Ports when value is YamlSequence ports => ports with { Items = [.. ports.Items.SelectMany((port, i) => Port(port, $"{path}[{i}]"))] },
            LongForm.Pairs when value is YamlSequence pairs => PairsOf(pairs, path, (_, _) => null),
            LongForm.Ssh when value is YamlSequence keys => PairsOf(keys, path, (item, key) => key == "default" ? Yaml.Nothing(item.Place) : null),
            LongForm.Ulimit when value is YamlScalar { Kind: not YamlKind.Integer } limit => Wrong(limit, path, "a whole number"),
            LongForm.External => External(value, path),
            _ => value,
        };
    }

    private YamlMapping PairsOf(YamlSequence pairs, string path, Func<YamlScalar, string, YamlValue?> alone)
    {
        var entries = new OrderedDictionary<string, YamlEntry>(StringComparer.Ordinal);
        foreach (var item in pairs.Items.OfType<YamlScalar>())
        {
            var equals = item.Text.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? item.Text : item.Text[..equals];
            var written = item.Written.IndexOf('=', StringComparison.Ordinal);
            var value = equals < 0
                ? alone(item, key) ?? Wrong(item, path, "NAME=value")
                : item with { Text = item.Text[(equals + 1)..], Written = written < 0 ? "" : item.Written[(written + 1)..], Kind = YamlKind.Text };
            entries[key] = new YamlEntry(key, item.Place, value);
        }

        return new YamlMapping { Place = pairs.Place, Entries = [.. entries.Values] };
    }

    private YamlValue Device(YamlScalar text, string path)
    {
        var parts = text.Text.Split(':');
        if (parts.Length > 3)
            return Wrong(text, path, "a device such as /dev/a:/dev/b:rwm");
        var target = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : parts[0];
        return Yaml.Mapping(
            text.Place,
            ("source", Yaml.Text(parts[0], text.Place)),
            ("target", Yaml.Text(target, text.Place)),
            ("permissions", Yaml.Text(parts.Length == 3 ? parts[2] : "rwm", text.Place)));
    }

    private IEnumerable<YamlValue> Port(YamlValue port, string path)
    {
        if (port is not YamlScalar { IsUnresolved: false } scalar)
            return [port];
        if (scalar.Kind is YamlKind.Text or YamlKind.Integer && PortReader.Read(scalar) is { } ports)
            return ports;
        return [Wrong(scalar, path, "a port such as \"8080:80\"")];
    }

    private YamlValue External(YamlValue value, string path)
    {
        if (value is not YamlMapping resource || resource["external"] is not YamlMapping external)
            return value;
        var made = resource.With("external", Yaml.Flag(flag: true, external.Place));
        if (external.Find("name") is not { } inner)
            return made;
        if (resource["name"] is { } outer && !Yaml.AreSame(outer, inner.Value))
            problems.Add(ComposeProblems.Disagree(inner.Place, $"{path}.external.name", outer.Place, $"{path}.name"));
        return resource.Find("name") is null ? made.With("name", inner.Value) : made;
    }

    private YamlScalar Wrong(YamlScalar scalar, string path, string expected)
    {
        if (keepsVariables && scalar.Text.Contains('$', StringComparison.Ordinal))
            return scalar;
        problems.Add(ComposeProblems.WrongValue(scalar.Place, path, scalar.Written, expected));
        return scalar with { IsUnresolved = true };
    }
}
