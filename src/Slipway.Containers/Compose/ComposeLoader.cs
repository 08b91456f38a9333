namespace Slipway.Containers.Compose;

/// <summary>Loads compose projects.</summary>
public static class ComposeLoader
{
    /// <summary>Reads, merges and checks a project's files, and all that they extend and include.</summary>
    /// <param name="options">What to load.</param>
    /// <returns>The project; whoever holds it holds a valid one.</returns>
    /// <exception cref="ProblemException">Everything that is wrong with the files, at once.</exception>
    public static ComposeProject Load(ComposeOptions options)
    {
        var problems = new List<Problem>();
        var paths = new ComposePaths(
            options.ProjectFolder, options.RootFolder ?? options.ProjectFolder, options.Environment.GetValueOrDefault("HOME"));
        var environmentFiles = ComposeDiscovery.EnvironmentFiles(options, paths);
        var variables = DotEnv.LoadAll(environmentFiles, options.Environment.GetValueOrDefault, paths, problems);
        var lookup = new VariableLookup(options.Environment, variables);
        if (problems.Count > 0)
            throw new ProblemException(problems);
        var files = ComposeDiscovery.Files(options, paths, lookup);
        var set = new FileSet(paths, options.Environment, options.Interpolates, options.RefusesNewerFields, problems);
        var documents = files.SelectMany(set.Documents).ToList();
        if (problems.Count > 0)
            throw new ProblemException(Distinct(problems));

        var name = ProjectNames.Choose(options, lookup, documents, paths, problems);
        lookup.ProjectName = name;
        var tree = set.Load(files, new LoadScope { Folder = paths.ProjectFolder, FolderFromOutside = paths.ProjectFolder, Lookup = lookup });
        if (tree.Entries.Count == 0 && problems.Count == 0)
            problems.Add(ComposeProblems.Empty(paths.Name(files[0])));
        tree = new TreeNormal(name, options.Interpolates ? lookup : null).Apply(tree.Without("name"));
        if (options.Interpolates)
            NormalProject.Check(tree, problems);
        if (!options.AllowMissingVariables)
            ReportMissing(set.Mentions, RemedyFile(options, paths, environmentFiles), problems);

        var reader = new ServiceReader(new ServiceFiles(paths, lookup, options.AllowMissingVariables));
        var project = new ProjectReader(paths.ProjectFolder, reader).Read(tree, name) with
        {
            IsRaw = !options.Interpolates,
            Files = files,
            AllFiles = [.. set.Files],
            EnvironmentFiles = environmentFiles,
            Variables = set.Mentions.Mentioned,
        };
        project = ProfileChoice.Apply(project, options.Profiles ?? ComposeDiscovery.Split(lookup.Find("COMPOSE_PROFILES"), ","));
        if (problems.Count > 0)
            problems.AddRange(project.ActiveServices.SelectMany(service => service.FileProblems));
        else if (options.Interpolates)
            problems.AddRange(ComposeChecks.Run(project));
        return problems.Count == 0 ? project : throw new ProblemException(Distinct(problems));
    }

    private static string RemedyFile(ComposeOptions options, ComposePaths paths, IReadOnlyList<string> environmentFiles) =>
        paths.Name(environmentFiles is [.., var last] ? last : options.EnvironmentFile ?? Path.Combine(paths.ProjectFolder, ".env"));

    // What several services share is read, and told, several times.
    private static List<Problem> Distinct(IEnumerable<Problem> problems) => [.. problems.DistinctBy(problem => problem.ToString(), StringComparer.Ordinal)];

    private static void ReportMissing(VariableMentions mentions, string remedyFile, List<Problem> problems)
    {
        foreach (var (name, uses) in mentions.Missing)
        {
            var (source, place) = mentions.EmptyAt(name);
            problems.Add(source == VariableSource.Environment
                ? ComposeProblems.EmptyInEnvironment(name, uses)
                : ComposeProblems.MissingVariable(name, uses, place, remedyFile));
        }
    }
}
