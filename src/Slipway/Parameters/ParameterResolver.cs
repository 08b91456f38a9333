namespace Slipway.Parameters;

/// <summary>Decides which of the given values counts, and checks each.</summary>
internal static class ParameterResolver
{
    public static ParameterValues Resolve(
        IReadOnlyDictionary<string, Parameter> parameters,
        CommandLine commandLine,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, string> file,
        List<Problem> problems)
    {
        var given = new Dictionary<string, ParameterValue>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in parameters.Values)
        {
            var (text, from, source) =
                commandLine.Values.TryGetValue(parameter.Name, out var value) ? (value, "--" + parameter.Option, ParameterSource.CommandLine)
                : environment.TryGetValue(parameter.EnvironmentVariable, out value) && value.Length > 0 ? (value, parameter.EnvironmentVariable, ParameterSource.Environment)
                : file.TryGetValue(parameter.Name, out value) ? (value, $"'{parameter.Name}' in .nuke/parameters.json", ParameterSource.File)
                : (null, "", default);
            if (text is null)
                continue;
            if (ParameterConversion.TryConvert(text, parameter.Type, out var converted, out var expected))
                given[parameter.Member] = new ParameterValue(converted, source);
            else
                problems.Add(ParameterProblems.BadValue(from, text, expected, parameter.IsSecret));
        }

        return new ParameterValues(given);
    }
}
