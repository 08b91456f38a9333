namespace Slipway.Containers.Compose;

/// <summary>Finds a project's folder and files, as compose does.</summary>
public static class ComposeDiscovery
{
    private static readonly string[] FileNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly string[] OverrideNames =
    [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
    ];

    /// <summary>
    /// What compose would load when it is called in <paramref name="workingFolder"/>: by the files named, else by
    /// <c>COMPOSE_FILE</c>, else by the first folder from there upwards that has a compose file.
    /// </summary>
    /// <param name="workingFolder">The folder that names on the command line start from, absolute.</param>
    /// <param name="environment">The variables of the process.</param>
    /// <param name="files">The files of <c>--file</c>.</param>
    /// <param name="projectFolder">The folder of <c>--project-directory</c>; that of the first compose file unless given.</param>
    /// <param name="environmentFiles">The files of <c>--env-file</c>; those of <c>COMPOSE_ENV_FILES</c>, else the project folder's <c>.env</c>, unless given.</param>
    /// <exception cref="ProblemException">There is no compose file, or an environment file is wrong.</exception>
    public static ComposeOptions Find(
        string workingFolder,
        IReadOnlyDictionary<string, string> environment,
        IReadOnlyList<string>? files = null,
        string? projectFolder = null,
        IReadOnlyList<string>? environmentFiles = null)
    {
        var named = (files ?? []).Select(file => Path.GetFullPath(file, workingFolder)).ToList();
        var fixedFolder = string.IsNullOrEmpty(projectFolder) ? null : Path.GetFullPath(projectFolder, workingFolder);
        var variables = (environmentFiles is { Count: > 0 } given ? given : Split(environment.GetValueOrDefault("COMPOSE_ENV_FILES"), ","))
            .Select(file => Path.GetFullPath(file, workingFolder)).ToList();

        // The .env that may name the files is that of the folder where compose would look for them without it.
        var chosen = named.Count > 0 ? named : Listed(environment, environment, workingFolder);
        var first = fixedFolder ?? (chosen.Count > 0 ? Path.GetDirectoryName(chosen[0])! : Search(workingFolder) is [var found, ..] ? Path.GetDirectoryName(found)! : workingFolder);
        if (chosen.Count == 0)
            chosen = Listed(FromFiles(first, variables, environment), environment, workingFolder);
        if (chosen.Count == 0)
            chosen = Search(fixedFolder ?? workingFolder);
        if (chosen.Count == 0)
            throw new ProblemException(ComposeProblems.NoFile(fixedFolder ?? workingFolder, FileNames));
        return new ComposeOptions
        {
            ProjectFolder = fixedFolder ?? Path.GetDirectoryName(chosen[0])!,
            Files = chosen,
            Environment = environment,
            EnvironmentFiles = variables.Count > 0 ? variables : null,
            RootFolder = workingFolder,
        };
    }

    /// <summary>The files that <paramref name="options"/> mean.</summary>
    internal static IReadOnlyList<string> Files(ComposeOptions options, ComposePaths paths, VariableLookup lookup)
    {
        var named = options.Files ?? Split(lookup.Find("COMPOSE_FILE"), lookup.Find("COMPOSE_PATH_SEPARATOR") is { Length: > 0 } own ? own : Path.PathSeparator.ToString());
        if (named.Count > 0)
            return [.. named.Select(file => Path.GetFullPath(file, paths.ProjectFolder))];
        return Search(paths.ProjectFolder) is { Count: > 0 } found
            ? found
            : throw new ProblemException(ComposeProblems.NoFile(options.ProjectFolder, FileNames));
    }

    /// <summary>The environment files that <paramref name="options"/> mean.</summary>
    internal static IReadOnlyList<string> EnvironmentFiles(ComposeOptions options, ComposePaths paths)
    {
        if (options.EnvironmentFiles is { Count: > 0 } several)
            return [.. several.Select(file => Path.GetFullPath(file, paths.ProjectFolder))];
        if (options.EnvironmentFile is { } one)
            return [Path.GetFullPath(one, paths.ProjectFolder)];
        var usual = Path.Combine(paths.ProjectFolder, ".env");
        return File.Exists(usual) && !IsOn(options.Environment.GetValueOrDefault("COMPOSE_DISABLE_ENV_FILE")) ? [usual] : [];
    }

    /// <summary>The parts of a list; empty ones do not count.</summary>
    internal static IReadOnlyList<string> Split(string? list, string separator) =>
        list?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool IsOn(string? flag) => flag is "1" or "t" or "T" or "true" or "TRUE" or "True";

    private static List<string> Listed(IReadOnlyDictionary<string, string> variables, IReadOnlyDictionary<string, string> environment, string folder)
    {
        var separator = environment.GetValueOrDefault("COMPOSE_PATH_SEPARATOR") ?? variables.GetValueOrDefault("COMPOSE_PATH_SEPARATOR");
        var list = Split(variables.GetValueOrDefault("COMPOSE_FILE"), separator is { Length: > 0 } ? separator : Path.PathSeparator.ToString());
        return [.. list.Select(file => Path.GetFullPath(file, folder))];
    }

    private static Dictionary<string, string> FromFiles(string folder, List<string> named, IReadOnlyDictionary<string, string> environment)
    {
        var paths = new ComposePaths(folder, folder, home: null);
        var problems = new List<Problem>();
        var options = new ComposeOptions { ProjectFolder = folder, EnvironmentFiles = named, Environment = environment };
        var files = DotEnv.LoadAll(EnvironmentFiles(options, paths), environment.GetValueOrDefault, paths, problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in files.SelectMany(file => file.Variables))
            variables[variable.Name] = variable.Value;
        return variables;
    }

    private static List<string> Search(string folder)
    {
        for (var at = folder; at is not null; at = Path.GetDirectoryName(at))
        {
            if (First(FileNames, at) is { } main)
                return First(OverrideNames, at) is { } over ? [main, over] : [main];
        }

        return [];
    }

    private static string? First(string[] names, string folder) => names.Select(name => Path.Combine(folder, name)).FirstOrDefault(Path.Exists);
}
