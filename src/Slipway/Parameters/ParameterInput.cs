namespace Slipway.Parameters;

/// <summary>Collects what was given for parameters, from everywhere.</summary>
internal static class ParameterInput
{
    private const string Folder = ".nuke";

    public static ParameterValues Read(
        string root,
        string currentFolder,
        IReadOnlyDictionary<string, Parameter> parameters,
        CommandLine commandLine,
        IReadOnlyDictionary<string, string> environment,
        List<Problem> problems)
    {
        var files = new ParameterFile(parameters, root, problems);
        if (File.Exists(Path.Combine(root, Folder, "parameters.json")))
            files.Read($"{Folder}/parameters.json", ParameterSource.File);
        foreach (var profile in commandLine.ValuesOf("profile").Distinct(StringComparer.Ordinal))
        {
            var name = $"{Folder}/parameters.{profile}.json";
            if (IsFileName(profile) && File.Exists(Path.Combine(root, name)))
                files.Read(name, ParameterSource.Profile);
            else
                problems.Add(ParameterProblems.UnknownProfile(profile, Profiles(root)));
        }

        return new ParameterResolver(commandLine, environment, files.Values, currentFolder, problems).Resolve(parameters);
    }

    // A profile named ../x would read a file of somewhere else.
    private static bool IsFileName(string name) => Path.GetFileName(name) == name;

    private static List<string> Profiles(string root) => !Directory.Exists(Path.Combine(root, Folder)) ? [] :
    [
        .. Directory.EnumerateFiles(Path.Combine(root, Folder), "parameters.*.json")
            .Select(file => Path.GetFileName(file)["parameters.".Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];
}
