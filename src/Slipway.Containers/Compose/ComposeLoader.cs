using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Loads compose projects.</summary>
public static class ComposeLoader
{
    private static readonly string[] FileNames = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

    private static readonly string[] OverrideNames =
    [
        "compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml",
    ];

    /// <summary>Reads, merges and checks a project's files.</summary>
    /// <param name="options">What to load.</param>
    /// <returns>The project; whoever holds it holds a valid one.</returns>
    /// <exception cref="ProblemException">Everything that is wrong with the files, at once.</exception>
    public static ComposeProject Load(ComposeOptions options)
    {
        var problems = new List<Problem>();
        var paths = new ComposePaths(
            options.ProjectFolder, options.RootFolder ?? options.ProjectFolder, options.Environment.GetValueOrDefault("HOME"));
        var lookup = new VariableLookup(options.Environment, LoadEnvironmentFile(options, paths, out var environmentFile));
        var files = FindFiles(options, paths, lookup);
        var documents = Read(files, paths, problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);

        var name = ProjectNames.Choose(options, lookup, documents, paths, problems);
        lookup.ProjectName = name;
        var interpolator = new Interpolator(lookup, problems);
        var replaced = documents.ConvertAll(document => (YamlMapping)interpolator.Replace(document));
        foreach (var document in replaced)
        {
            RefuseLater(document, problems);
            if (OldServices(document) is { Count: > 0 } old)
                problems.AddRange(old.Select(entry => ComposeProblems.OldFormat(entry.Place, entry.Key)));
            else
                ComposeSchema.File.Check(document, "", problems);
        }

        var remedyFile = paths.Name(environmentFile ?? options.EnvironmentFile ?? Path.Combine(paths.ProjectFolder, ".env"));
        if (!options.AllowMissingVariables)
            ReportMissing(interpolator, lookup, remedyFile, problems);
        var merged = replaced.Aggregate(ComposeMerge.Merge);
        var project = new ProjectReader(paths, lookup, problems).Read(merged, name) with
        {
            Files = files,
            EnvironmentFile = environmentFile,
            Variables = interpolator.Mentioned,
        };
        project = ProfileChoice.Apply(project, options.Profiles ?? Split(lookup.Find("COMPOSE_PROFILES"), ','));
        if (problems.Count == 0)
            problems.AddRange(ComposeChecks.Run(project));
        if (!options.AllowMissingVariables)
            problems.AddRange(MissingEnvFiles(project, paths));
        return problems.Count == 0 ? project : throw new ProblemException(problems);
    }

    private static DotEnv? LoadEnvironmentFile(ComposeOptions options, ComposePaths paths, out string? path)
    {
        path = Path.GetFullPath(options.EnvironmentFile ?? ".env", paths.ProjectFolder);
        if (options.EnvironmentFile is not null || File.Exists(path))
            return DotEnv.Load(path, options.Environment, paths.Name(path));
        path = null;
        return null;
    }

    private static List<string> FindFiles(ComposeOptions options, ComposePaths paths, VariableLookup lookup)
    {
        var separator = lookup.Find("COMPOSE_PATH_SEPARATOR") is [var first, ..] ? first : Path.PathSeparator;
        var named = options.Files ?? Split(lookup.Find("COMPOSE_FILE"), separator);
        if (named.Count > 0)
            return [.. named.Select(file => Path.GetFullPath(file, paths.ProjectFolder))];
        var main = First(FileNames, paths)
            ?? throw new ProblemException(ComposeProblems.NoFile(options.ProjectFolder, FileNames));
        return First(OverrideNames, paths) is { } over ? [main, over] : [main];
    }

    private static string? First(string[] names, ComposePaths paths) =>
        names.Select(name => Path.Combine(paths.ProjectFolder, name)).FirstOrDefault(File.Exists);

    private static string[] Split(string? list, char separator) =>
        list?.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static List<YamlMapping> Read(List<string> files, ComposePaths paths, List<Problem> problems)
    {
        var documents = new List<YamlMapping>();
        foreach (var file in files)
        {
            var name = paths.Name(file);
            string text;
            try
            {
                text = File.ReadAllText(file, Encoding.UTF8);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(ComposeProblems.CannotRead(name, e));
                continue;
            }

            var before = problems.Count;
            var values = YamlReader.Read(text, name, problems);
            documents.AddRange(values.OfType<YamlMapping>());
            if (problems.Count > before)
                continue;
            if (values.All(value => value is YamlScalar { Kind: YamlKind.Nothing }))
                problems.Add(ComposeProblems.Empty(name));
            foreach (var value in values.Where(value => value is not (YamlMapping or YamlScalar { Kind: YamlKind.Nothing })))
                problems.Add(ComposeProblems.WrongShape(value.Place, name, "a mapping", value.Description));
        }

        return documents;
    }

    // Version 1 had services at the top, and nothing else.
    private static List<YamlEntry> OldServices(YamlMapping document) => document.Find("services") is not null
        ? []
        : [.. document.Entries.Where(entry => entry.Value is YamlMapping fields && (fields.Find("image") ?? fields.Find("build")) is not null
            && !entry.Key.StartsWith("x-", StringComparison.Ordinal))];

    private static void RefuseLater(YamlMapping document, List<Problem> problems)
    {
        if (document.Find("include") is { } include)
            problems.Add(ComposeProblems.NotSupportedYet(include.Place, "include"));
        foreach (var service in (document["services"] as YamlMapping)?.Entries ?? [])
        {
            if ((service.Value as YamlMapping)?.Find("extends") is { } extends)
                problems.Add(ComposeProblems.NotSupportedYet(extends.Place, "extends"));
        }
    }

    private static void ReportMissing(Interpolator interpolator, VariableLookup lookup, string remedyFile, List<Problem> problems)
    {
        foreach (var (name, uses) in interpolator.Missing)
        {
            lookup.Find(name, out var source);
            problems.Add(source == VariableSource.Environment
                ? ComposeProblems.EmptyInEnvironment(name, uses)
                : ComposeProblems.MissingVariable(name, uses, lookup.File?.Find(name)?.Place, remedyFile));
        }
    }

    private static IEnumerable<Problem> MissingEnvFiles(ComposeProject project, ComposePaths paths) =>
        from service in project.ActiveServices
        from file in service.EnvFiles
        where file.IsRequired && !File.Exists(file.Path)
        select ComposeProblems.EnvFileMissing(file.Place, service.Name, paths.Name(file.Path));
}
