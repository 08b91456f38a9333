namespace Slipway.Parameters;

/// <summary>Decides which of the given values counts, and checks each.</summary>
internal static class ParameterResolver
{
    public static ParameterValues Resolve(
        IReadOnlyDictionary<string, Parameter> parameters,
        CommandLine commandLine,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyDictionary<string, FileValue> file,
        List<Problem> problems)
    {
        var given = new Dictionary<string, ParameterValue>(StringComparer.OrdinalIgnoreCase);
        var secrets = new List<Secret>();
        foreach (var parameter in parameters.Values)
        {
            if (!ParameterConversion.CanConvert(parameter.Type))
            {
                problems.Add(ParameterProblems.UnknownType(parameter));
                continue;
            }

            var inFile = file.GetValueOrDefault(parameter.Name);
            var (text, from, source) =
                commandLine.Values.TryGetValue(parameter.Name, out var value) ? (value, "--" + parameter.Option, ParameterSource.CommandLine)
                : environment.TryGetValue(parameter.EnvironmentVariable, out value) && value.Length > 0 ? (value, parameter.EnvironmentVariable, ParameterSource.Environment)
                : (inFile?.Text, $"'{parameter.Name}'", ParameterSource.File);
            if (text is null)
                continue;
            if (parameter.IsSecret)
                secrets.AddRange((parameter.Type.IsArray ? text.Split(',', StringSplitOptions.TrimEntries) : [text]).Select(part => new Secret(part)));
            if (ParameterConversion.TryConvert(text, parameter.Type, out var converted, out var expected))
                given[parameter.Member] = new ParameterValue(converted, source);
            else
                problems.Add(ParameterProblems.BadValue(from, text, expected, parameter.IsSecret, source == ParameterSource.File ? inFile!.Place : null));
        }

        return new ParameterValues(given, secrets);
    }
}
