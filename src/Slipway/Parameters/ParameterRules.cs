namespace Slipway.Parameters;

/// <summary>Holds that every option means one thing.</summary>
internal static class ParameterRules
{
    public static void Check(Dictionary<string, Parameter> parameters, List<Problem> problems)
    {
        foreach (var (name, parameter) in parameters)
        {
            if (!IsName(name))
                problems.Add(ParameterProblems.BadName(parameter));
            else if (EngineOptions.Find(name.ToLowerInvariant()) is { } option)
                problems.Add(ParameterProblems.NameOfTheEngine(parameter, option));
            if (parameter.IsFlag && parameters.TryGetValue("No" + name, out var negation))
                problems.Add(ParameterProblems.SameOption("no-" + parameter.Option, parameter, negation));
            if (parameter.IsSecret && parameters.TryGetValue(name + "File", out var file))
                problems.Add(ParameterProblems.SameOption(parameter.FileOption, parameter, file));
            if (!ParameterConversion.CanConvert(parameter.ValueType))
                problems.Add(ParameterProblems.UnknownType(parameter));
            else if (parameter.IsSecret && parameter.ValueType != typeof(string) && parameter.ValueType != typeof(Secret))
                problems.Add(ParameterProblems.NoTypeOfSecrets(parameter));
        }
    }

    private static bool IsName(string name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '_')
                return false;
        }

        return name.Length > 0;
    }
}
