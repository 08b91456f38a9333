namespace Slipway.Parameters;

/// <summary>Decides which of the given values counts, and checks each.</summary>
/// <param name="commandLine">What was given there.</param>
/// <param name="environment">The environment's variables.</param>
/// <param name="files">What the parameter files give.</param>
/// <param name="currentFolder">What relative paths of the command line and the environment start from.</param>
/// <param name="problems">Where problems go.</param>
internal sealed class ParameterResolver(
    CommandLine commandLine,
    IReadOnlyDictionary<string, string> environment,
    IReadOnlyDictionary<string, GivenText> files,
    string currentFolder,
    List<Problem> problems)
{
    public ParameterValues Resolve(IReadOnlyDictionary<string, Parameter> parameters)
    {
        var values = new ParameterValues(parameters.Values);
        foreach (var parameter in parameters.Values)
        {
            var before = problems.Count;
            if (!ParameterConversion.CanConvert(parameter.ValueType))
                continue;
            if ((parameter.IsSecret ? SecretOf(parameter) : TextOf(parameter)) is { } given)
                values.Take(parameter, given, problems);
            if (problems.Count > before)
                values.Reject(parameter.Member);
        }

        return values;
    }

    private GivenText? TextOf(Parameter parameter)
    {
        if (commandLine.Values.TryGetValue(parameter.Name, out var texts))
            return new GivenText(parameter.IsList ? [.. texts.SelectMany(ListText.Split)] : texts, ParameterSource.CommandLine, "--" + parameter.Option, currentFolder);
        if (environment.TryGetValue(parameter.EnvironmentVariable, out var text) && text.Length > 0)
            return OfEnvironment(parameter, text, parameter.EnvironmentVariable);
        return files.GetValueOrDefault(parameter.Name);
    }

    private GivenText? SecretOf(Parameter secret)
    {
        if (commandLine.SecretFiles.TryGetValue(secret.Name, out var path))
            return OfFile(secret, path, "--" + secret.FileOption, ParameterSource.CommandLine);
        var isGiven = environment.TryGetValue(secret.EnvironmentVariable, out var text) && text.Length > 0;
        var isNamed = environment.TryGetValue(secret.FileVariable, out path) && path.Length > 0;
        if (isGiven && isNamed)
        {
            problems.Add(ParameterProblems.SecretGivenTwice(secret));
            return null;
        }

        return isGiven ? OfEnvironment(secret, text!, secret.EnvironmentVariable)
            : isNamed ? OfFile(secret, path!, secret.FileVariable, ParameterSource.Environment)
            : null;
    }

    private GivenText OfEnvironment(Parameter parameter, string text, string from) =>
        new(parameter.IsList ? ListText.Split(text) : [text], ParameterSource.Environment, from, currentFolder);

    private GivenText? OfFile(Parameter secret, string path, string from, ParameterSource source)
    {
        if (Read(path)?.TrimEnd('\r', '\n') is { Length: > 0 } text)
            return new GivenText(secret.IsList ? text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [text], source, from, currentFolder);
        problems.Add(ParameterProblems.NoSuchFile(from, path));
        return null;
    }

    private string? Read(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(currentFolder, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
