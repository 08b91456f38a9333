namespace Slipway.Parameters;

/// <summary>What a command line asks for.</summary>
internal sealed class CommandLine
{
    public List<string> Targets { get; } = [];

    /// <summary>The engine's own options, by name, with their values; switches have none.</summary>
    public Dictionary<string, List<string>> Options { get; } = new(StringComparer.Ordinal);

    /// <summary>The texts given for parameters, by name, one for each time that the option was given.</summary>
    public Dictionary<string, List<string>> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The files that secrets are read from, by the parameter's name.</summary>
    public Dictionary<string, string> SecretFiles { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Arguments after options that are unknown: whether they are targets or values, nobody can tell.</summary>
    public HashSet<string> Doubtful { get; } = new(StringComparer.Ordinal);

    /// <summary><c>text</c>, <c>json</c> or <c>mermaid</c> when a plan is asked for.</summary>
    public string? Plan => ValueOf("plan");

    public IReadOnlyList<string> Skip => ValuesOf("skip");

    public static CommandLine Parse(IReadOnlyList<string> args, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems) =>
        new CommandLineReader(args, parameters, problems).Read();

    /// <summary>Whether it asks for a run: else what is printed may be read by a program.</summary>
    public bool Runs => Plan is null && !Has("list") && !Has("help") && !Has("version") && ValueOf("completion") is null;

    /// <summary>Whether an option of the engine was given.</summary>
    public bool Has(string option) => Options.ContainsKey(option);

    /// <summary>The value of an option of the engine, where it was given.</summary>
    public string? ValueOf(string option) => Options.TryGetValue(option, out var values) && values.Count > 0 ? values[^1] : null;

    /// <summary>The values of an option of the engine that may be given several times.</summary>
    public IReadOnlyList<string> ValuesOf(string option) => Options.TryGetValue(option, out var values) ? values : [];
}
