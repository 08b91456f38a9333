namespace Slipway.Containers.Compose;

/// <summary>Replaces the variables in a file's values, and remembers which the file mentions.</summary>
/// <param name="lookup">Knows the values.</param>
/// <param name="problems">Takes what cannot be read.</param>
internal sealed class Interpolator(VariableLookup lookup, List<Problem> problems)
{
    private readonly Dictionary<string, ComposeVariable> _mentioned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Place Place, string Message)>> _missing = new(StringComparer.Ordinal);

    /// <summary>Every variable mentioned so far, in order of appearance.</summary>
    public IReadOnlyList<ComposeVariable> Mentioned => [.. _mentioned.Values];

    /// <summary>The required variables without a value, and where they are required.</summary>
    public IReadOnlyDictionary<string, List<(Place Place, string Message)>> Missing => _missing;

    /// <summary>A copy of <paramref name="value"/> with values in place of variables.</summary>
    /// <param name="value">The value as read.</param>
    /// <param name="path">Its place in the file's structure, for messages.</param>
    public YamlValue Replace(YamlValue value, string path = "") => value switch
    {
        YamlScalar scalar => Replace(scalar, path),
        YamlSequence sequence => sequence with
        {
            Items = [.. sequence.Items.Select((item, i) => Replace(item, $"{path}[{i}]"))],
        },
        YamlMapping mapping => new YamlMapping
        {
            Place = mapping.Place,
            Entries =
            [
                .. mapping.Entries.Select(entry =>
                    entry with { Value = Replace(entry.Value, path.Length == 0 ? entry.Key : $"{path}.{entry.Key}") }),
            ],
        },
        _ => value,
    };

    private YamlScalar Replace(YamlScalar scalar, string path)
    {
        if (!scalar.Text.Contains('$', StringComparison.Ordinal))
            return scalar;
        if (!Template.TryParse(scalar.Text, out var template, out var wrongAt))
        {
            problems.Add(ComposeProblems.Interpolation(PlaceOf(scalar, wrongAt), path));
            return scalar with { IsUnresolved = true };
        }

        foreach (var variable in template.Variables)
            Mention(variable, PlaceOf(scalar, variable.Position));
        var unresolved = false;
        var text = template.Expand(lookup.Find, variable =>
        {
            unresolved = true;
            if (!_missing.TryGetValue(variable.Name, out var uses))
                _missing[variable.Name] = uses = [];
            uses.Add((PlaceOf(scalar, variable.Position), variable.Written));
        });
        return scalar with
        {
            Text = text,
            IsUnresolved = unresolved,
            IsInterpolated = template.Variables.Any(),
        };
    }

    private void Mention(TemplateVariable variable, Place place)
    {
        var required = variable.Operator == TemplateOperator.Required;
        if (!_mentioned.TryGetValue(variable.Name, out var known))
        {
            var value = lookup.Find(variable.Name, out var source);
            known = new ComposeVariable { Name = variable.Name, Place = place, Source = source, IsEmpty = value is { Length: 0 } };
        }

        _mentioned[variable.Name] = known with
        {
            Default = known.Default ?? (variable.Operator == TemplateOperator.Default ? variable.Written : null),
            Alternate = known.Alternate ?? (variable.Operator == TemplateOperator.Alternate ? variable.Written : null),
            IsRequired = known.IsRequired || required,
            Message = known.Message ?? (required ? variable.Written : null),
        };
    }

    // In a literal block every line of the value is a line of the file; else the value's first line must do.
    private static Place PlaceOf(YamlScalar scalar, int position) => scalar.IsBlock
        ? new Place(scalar.Place.File, scalar.Place.Line + 1 + scalar.Text.AsSpan(0, position).Count('\n'))
        : scalar.Place;
}
