namespace Slipway.Containers.Compose;

/// <summary>The variables that files mention, and those that have no value although they must.</summary>
internal sealed class VariableMentions
{
    private readonly Dictionary<string, ComposeVariable> _mentioned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(Place Place, string Message)>> _missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (VariableSource Source, Place? Place)> _empty = new(StringComparer.Ordinal);

    /// <summary>Every variable mentioned so far, in order of appearance.</summary>
    public IReadOnlyList<ComposeVariable> Mentioned => [.. _mentioned.Values];

    /// <summary>The required variables without a value, and where they are required.</summary>
    public IReadOnlyDictionary<string, List<(Place Place, string Message)>> Missing => _missing;

    /// <summary>Where a variable is set to nothing.</summary>
    /// <param name="name">The variable.</param>
    public (VariableSource Source, Place? Place) EmptyAt(string name) => _empty.GetValueOrDefault(name);

    /// <summary>Remembers that a file mentions a variable.</summary>
    /// <param name="variable">The variable as written.</param>
    /// <param name="place">Where it is written.</param>
    /// <param name="lookup">Knows its value there.</param>
    public void Add(TemplateVariable variable, Place place, VariableLookup lookup)
    {
        var required = variable.Operator == TemplateOperator.Required;
        if (!_mentioned.TryGetValue(variable.Name, out var known))
        {
            var value = lookup.Find(variable.Name, out var source);
            known = new ComposeVariable { Name = variable.Name, Place = place, Source = source, IsEmpty = value is { Length: 0 } };
        }

        _mentioned[variable.Name] = known with
        {
            Places = known.Places.Contains(place) ? known.Places : [.. known.Places, place],
            // The first that says something.
            Default = string.IsNullOrEmpty(known.Default) && variable.Operator == TemplateOperator.Default ? variable.Written : known.Default,
            Alternate = string.IsNullOrEmpty(known.Alternate) && variable.Operator == TemplateOperator.Alternate ? variable.Written : known.Alternate,
            IsRequired = known.IsRequired || required,
            Message = known.Message ?? (required ? variable.Written : null),
        };
    }

    /// <summary>Remembers that a variable has no value where it must have one.</summary>
    /// <param name="variable">The variable as written.</param>
    /// <param name="place">Where it is written.</param>
    /// <param name="lookup">Knows where it is set to nothing.</param>
    public void AddMissing(TemplateVariable variable, Place place, VariableLookup lookup)
    {
        if (!_missing.TryGetValue(variable.Name, out var uses))
            _missing[variable.Name] = uses = [];
        uses.Add((place, variable.Written));
        lookup.Find(variable.Name, out var source);
        _empty[variable.Name] = (source, lookup.PlaceOf(variable.Name));
    }
}
