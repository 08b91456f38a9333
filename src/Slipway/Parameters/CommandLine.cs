namespace Slipway.Parameters;

/// <summary>What a command line asks for.</summary>
internal sealed class CommandLine
{
    /// <summary>The engine's own options that take no value.</summary>
    public static readonly IReadOnlyList<string> Switches = ["help", "list", "wait", "no-color", "version"];

    public List<string> Targets { get; } = [];

    public HashSet<string> Given { get; } = new(StringComparer.Ordinal);

    /// <summary><c>text</c> or <c>json</c> when a plan is asked for.</summary>
    public string? Plan { get; private set; }

    public List<string> Skip { get; } = [];

    public Dictionary<string, string> Values { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static CommandLine Parse(IReadOnlyList<string> args, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "-h")
                line.Given.Add("help");
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
                line.ReadOption(args, ref i, parameters, problems);
            else if (args[i].StartsWith('-'))
                problems.Add(ParameterProblems.UnknownOption(args[i], []));
            else
                line.Targets.Add(args[i]);
        }

        return line;
    }

    private void ReadOption(IReadOnlyList<string> args, ref int i, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var equals = args[i].IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? args[i][2..] : args[i][2..equals];
        var value = equals < 0 ? null : args[i][(equals + 1)..];
        if (Switches.Contains(name, StringComparer.OrdinalIgnoreCase) && value is null)
        {
            Given.Add(name.ToLowerInvariant());
        }
        else if (name.Equals("plan", StringComparison.OrdinalIgnoreCase))
        {
            Plan = value ?? "text";
            if (Plan is not ("text" or "json"))
                problems.Add(ParameterProblems.BadValue("--plan", Plan, "one of text, json", isSecret: false));
        }
        else if (name.Equals("skip", StringComparison.OrdinalIgnoreCase))
        {
            value ??= TakeValue(args, ref i);
            if (value is null)
                problems.Add(ParameterProblems.NoValue("--skip", "the names of targets"));
            else
                Skip.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }
        else if (Find(name, parameters) is { } parameter)
        {
            ReadParameter(parameter, isNo: false, value, args, ref i, problems);
        }
        else if (name.StartsWith("no-", StringComparison.OrdinalIgnoreCase) && Find(name[3..], parameters) is { IsFlag: true } flag)
        {
            ReadParameter(flag, isNo: true, value, args, ref i, problems);
        }
        else if (name.EndsWith("-file", StringComparison.OrdinalIgnoreCase) && Find(name[..^5], parameters) is { IsSecret: true } secret)
        {
            ReadSecretFile(secret, value ?? TakeValue(args, ref i), problems);
        }
        else
        {
            problems.Add(ParameterProblems.UnknownOption("--" + name, [.. Switches, "plan", "skip", .. parameters.Values.Select(p => p.Option)]));
        }
    }

    private void ReadParameter(Parameter parameter, bool isNo, string? value, IReadOnlyList<string> args, ref int i, List<Problem> problems)
    {
        var option = "--" + parameter.Option;
        if (parameter.IsSecret)
        {
            // The value that follows is taken along, so that it is not read as a target and printed.
            _ = value ?? TakeValue(args, ref i);
            problems.Add(ParameterProblems.SecretOnCommandLine(parameter));
            return;
        }

        if (parameter.IsFlag)
            value = isNo ? "false" : value ?? "true";
        else
            value ??= TakeValue(args, ref i);

        if (value is null)
            problems.Add(ParameterProblems.NoValue(option, parameter.Description));
        else if (!Values.TryAdd(parameter.Name, value))
            Values[parameter.Name] = parameter.Type.IsArray ? Values[parameter.Name] + "," + value : value;
    }

    private void ReadSecretFile(Parameter secret, string? path, List<Problem> problems)
    {
        if (path is not null && File.Exists(path))
            Values[secret.Name] = File.ReadAllText(path).TrimEnd('\r', '\n');
        else
            problems.Add(ParameterProblems.NoSuchFile($"--{secret.Option}-file", path));
    }

    private static string? TakeValue(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;

    private static Parameter? Find(string name, IReadOnlyDictionary<string, Parameter> parameters) =>
        parameters.GetValueOrDefault(name.Replace("-", "", StringComparison.Ordinal));
}
