namespace Slipway.Parameters;

/// <summary>The values that were given, checked, by the member that asks for them.</summary>
internal sealed class ParameterValues
{
    private readonly Dictionary<string, ParameterValue> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, object?> _presets = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Parameter> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _rejected = new(StringComparer.OrdinalIgnoreCase);

    public ParameterValues(IEnumerable<Parameter> parameters)
    {
        foreach (var parameter in parameters)
            _members.TryAdd(parameter.Member, parameter);
    }

    /// <summary>Every secret that was given, to be masked.</summary>
    public List<Secret> Secrets { get; } = [];

    /// <summary>The value that counts for a member: the command line's, a preset, what else was given, the default.</summary>
    /// <exception cref="ProblemException">The member is no parameter.</exception>
    public object? Find(string member, object? @default = null)
    {
        if (!_members.ContainsKey(member))
            throw new ProblemException(ParameterProblems.NoParameter(member));
        _given.TryGetValue(member, out var given);
        return given is not { Source: ParameterSource.CommandLine } && _presets.TryGetValue(member, out var preset) ? preset
            : given is null ? @default
            : given.Value;
    }

    /// <summary>A member asks for another type than its own.</summary>
    public ProblemException OtherType(string member, Type asked) => new(ParameterProblems.OtherType(_members[member], asked));

    public bool Has(string member) => _given.ContainsKey(member) || _presets.ContainsKey(member);

    /// <summary>Whether something was given for the member that could not be taken.</summary>
    public bool IsRejected(string member) => _rejected.Contains(member);

    public void Reject(string member) => _rejected.Add(member);

    public void Preset(string member, object? value) => _presets[member] = value;

    /// <summary>What the value of a parameter was set by, for the plan; <see langword="null"/> for the default.</summary>
    public ParameterSource? SourceOf(string member) => _given.GetValueOrDefault(member)?.Source;

    /// <summary>How people name the place that the value comes from; <see langword="null"/> for the default.</summary>
    public string? FromOf(string member) => _given.GetValueOrDefault(member)?.From;

    /// <summary>Checks what was given for a parameter and, where it is right, takes it.</summary>
    public void Take(Parameter parameter, GivenText given, List<Problem> problems)
    {
        if (parameter.IsSecret)
            Secrets.AddRange(given.Texts.Select(text => new Secret(text)));
        var values = new object[given.Texts.Count];
        for (var i = 0; i < values.Length; i++)
        {
            var conversion = ParameterConversion.Convert(given.Texts[i], parameter.ValueType, given.Folder);
            if (conversion.Value is null)
            {
                problems.Add(ParameterProblems.BadValue(parameter, given, given.Texts[i], conversion));
                return;
            }

            values[i] = conversion.Value;
        }

        var from = given.Place ?? given.From;
        _given[parameter.Member] = new ParameterValue(parameter.IsList ? ArrayOf(values, parameter.Type.GetElementType()!) : values[0], given.Source, from);
    }

    private static Array ArrayOf(object[] values, Type element)
    {
        var array = Array.CreateInstance(element, values.Length);
        for (var i = 0; i < values.Length; i++)
            array.SetValue(values[i], i);
        return array;
    }
}
