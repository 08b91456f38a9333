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

    /// <summary>Arguments after options that are unknown: whether they are targets or values, nobody can tell.</summary>
    public HashSet<string> Doubtful { get; } = new(StringComparer.Ordinal);

    public static CommandLine Parse(IReadOnlyList<string> args, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var line = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "-h")
                line.Given.Add("help");
            else if (args[i].StartsWith('-'))
                line.ReadOption(args, ref i, parameters, problems);
            else
                line.Targets.Add(args[i]);
        }

        return line;
    }

    private void ReadOption(IReadOnlyList<string> args, ref int i, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
    {
        var equals = args[i].IndexOf('=', StringComparison.Ordinal);
        var option = equals < 0 ? args[i] : args[i][..equals];
        var value = equals < 0 ? null : args[i][(equals + 1)..];
        // Case and dashes do not matter: --registry-user is --RegistryUser.
        var name = option.StartsWith("--", StringComparison.Ordinal) ? option.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : "";
        if (Switches.FirstOrDefault(known => Plain(known) == name) is { } @switch)
        {
            Given.Add(@switch);
            if (value is not null)
                problems.Add(ParameterProblems.TakesNoValue("--" + @switch));
        }
        else if (name == "plan")
        {
            Plan = value ?? "text";
            if (Plan is not ("text" or "json"))
                problems.Add(ParameterProblems.BadValue("--plan", Plan, "one of text, json", isSecret: false));
        }
        else if (name == "skip")
        {
            value ??= TakeValue(args, ref i);
            if (value is null)
                problems.Add(ParameterProblems.NoValue("--skip", "the names of targets"));
            else
                Skip.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        else if (parameters.GetValueOrDefault(name) is { } parameter)
        {
            ReadParameter(parameter, isNo: false, value, args, ref i, problems);
        }
        else if (name.StartsWith("no", StringComparison.Ordinal) && parameters.GetValueOrDefault(name[2..]) is { IsFlag: true } flag)
        {
            ReadParameter(flag, isNo: true, value, args, ref i, problems);
        }
        else if (name.EndsWith("file", StringComparison.Ordinal) && parameters.GetValueOrDefault(name[..^4]) is { IsSecret: true } secret)
        {
            ReadSecretFile(secret, value ?? TakeValue(args, ref i), problems);
        }
        else
        {
            problems.Add(ParameterProblems.UnknownOption(option, [.. Switches, "plan", "skip", .. parameters.Values.Select(p => p.Option)]));
            if (value is null && i + 1 < args.Count)
                Doubtful.Add(args[i + 1]);
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

        if (isNo && value is not null)
            problems.Add(ParameterProblems.TakesNoValue("--no-" + parameter.Option));
        else if (parameter.IsFlag)
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
        if (ReadText(path)?.TrimEnd('\r', '\n') is { Length: > 0 } value)
            Values[secret.Name] = value;
        else
            problems.Add(ParameterProblems.NoSuchFile($"--{secret.Option}-file", path));
    }

    private static string? ReadText(string? path)
    {
        try
        {
            return path is null ? null : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? TakeValue(IReadOnlyList<string> args, ref int i) =>
        i + 1 < args.Count && !args[i + 1].StartsWith("--", StringComparison.Ordinal) ? args[++i] : null;

    private static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal);
}
