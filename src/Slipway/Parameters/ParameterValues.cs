namespace Slipway.Parameters;

/// <summary>The values that were given, checked, by parameter name.</summary>
/// <param name="given">From the command line, environment and file, by the member that asks.</param>
/// <param name="secrets">Every secret that was given, to be masked.</param>
internal sealed class ParameterValues(IReadOnlyDictionary<string, ParameterValue> given, IReadOnlyList<Secret> secrets)
{
    private readonly Dictionary<string, object?> _presets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every secret that was given, to be masked.</summary>
    public IReadOnlyList<Secret> Secrets { get; } = secrets;

    public T Get<T>(string name, T @default)
    {
        var value = given.GetValueOrDefault(name);
        if (value is { Source: ParameterSource.CommandLine })
            return (T)value.Value!;
        if (_presets.TryGetValue(name, out var preset))
            return (T)preset!;
        return value is null ? @default : (T)value.Value!;
    }

    public bool Has(string name) => given.ContainsKey(name) || _presets.ContainsKey(name);

    public void Preset(string name, object? value) => _presets[name] = value;

    /// <summary>What the value of a parameter was set by, for the plan; <see langword="null"/> for the default.</summary>
    public ParameterSource? SourceOf(string name) => given.GetValueOrDefault(name)?.Source;
}
