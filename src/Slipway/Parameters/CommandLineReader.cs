namespace Slipway.Parameters;

/// <summary>Reads the arguments of one call.</summary>
internal sealed class CommandLineReader(IReadOnlyList<string> args, IReadOnlyDictionary<string, Parameter> parameters, List<Problem> problems)
{
    private readonly CommandLine _line = new();
    private int _next;

    public CommandLine Read()
    {
        while (_next < args.Count)
        {
            var argument = args[_next++];
            if (argument == "--")
                break;
            if (argument == "-h")
                _line.Options["help"] = [];
            else if (argument.StartsWith('-'))
                ReadOption(argument);
            else
                _line.Targets.Add(argument);
        }

        while (_next < args.Count)
            _line.Targets.Add(args[_next++]);
        return _line;
    }

    private void ReadOption(string argument)
    {
        var equals = argument.IndexOf('=', StringComparison.Ordinal);
        var option = equals < 0 ? argument : argument[..equals];
        var value = equals < 0 ? null : argument[(equals + 1)..];
        // Case and dashes do not matter: --registry-user is --RegistryUser.
        var name = option.StartsWith("--", StringComparison.Ordinal) ? option.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant() : "";
        if (EngineOptions.Find(name) is { } engineOption)
        {
            ReadEngineOption(engineOption, value);
        }
        else if (parameters.GetValueOrDefault(name) is { } parameter)
        {
            ReadParameter(parameter, isNo: false, value);
        }
        else if (name.StartsWith("no", StringComparison.Ordinal) && parameters.GetValueOrDefault(name[2..]) is { IsFlag: true } flag)
        {
            ReadParameter(flag, isNo: true, value);
        }
        else if (name.EndsWith("file", StringComparison.Ordinal) && parameters.GetValueOrDefault(name[..^4]) is { IsSecret: true } secret)
        {
            ReadSecretFile(secret, value ?? TakeValue());
        }
        else
        {
            problems.Add(ParameterProblems.UnknownOption(option, [.. EngineOptions.All.Select(o => o.Name), .. parameters.Values.SelectMany(p => p.Options)]));
            if (value is null && _next < args.Count)
                _line.Doubtful.Add(args[_next]);
        }
    }

    private void ReadEngineOption(EngineOption option, string? value)
    {
        var wasGiven = _line.Options.TryGetValue(option.Name, out var values);
        if (!wasGiven)
            _line.Options[option.Name] = values = [];
        if (option.IsSwitch)
        {
            if (value is not null)
                problems.Add(ParameterProblems.TakesNoValue("--" + option.Name));
            return;
        }

        value ??= option.WithoutValue ?? TakeValue();
        if (string.IsNullOrEmpty(value) || (option.IsList && value.AsSpan().Trim(", ").IsEmpty))
            problems.Add(ParameterProblems.NoValue("--" + option.Name, option.Description, option.Value!));
        else if (option.IsList)
            values!.AddRange(value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        else if (wasGiven)
            problems.Add(ParameterProblems.GivenTwice("--" + option.Name));
        else if (option.Choices is { } choices && !choices.Contains(value, StringComparer.Ordinal))
            problems.Add(ParameterProblems.BadChoice("--" + option.Name, value, choices));
        else
            values!.Add(value);
    }

    private void ReadParameter(Parameter parameter, bool isNo, string? value)
    {
        if (parameter.IsSecret)
        {
            // The value that follows is taken along, so that it is not read as a target and printed.
            _ = value ?? TakeValue();
            problems.Add(ParameterProblems.SecretOnCommandLine(parameter));
            return;
        }

        if (isNo && value is not null)
            problems.Add(ParameterProblems.TakesNoValue("--no-" + parameter.Option));
        else if (parameter.IsFlag)
            value = isNo ? "false" : value ?? "true";
        else
            value ??= TakeValue();

        if (value is null)
            problems.Add(ParameterProblems.NoValue("--" + parameter.Option, parameter.Description, "VALUE"));
        else if (!_line.Values.TryGetValue(parameter.Name, out var values))
            _line.Values[parameter.Name] = [value];
        else if (parameter.IsList)
            values.Add(value);
        else
            problems.Add(ParameterProblems.GivenTwice("--" + parameter.Option));
    }

    private void ReadSecretFile(Parameter secret, string? path)
    {
        if (string.IsNullOrEmpty(path))
            problems.Add(ParameterProblems.NoValue("--" + secret.FileOption, "the file that holds the secret", "FILE"));
        else if (!_line.SecretFiles.TryAdd(secret.Name, path))
            problems.Add(ParameterProblems.GivenTwice("--" + secret.FileOption));
    }

    private string? TakeValue() =>
        _next < args.Count && !args[_next].StartsWith("--", StringComparison.Ordinal) ? args[_next++] : null;
}
