using Slipway.Containers.Compose;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Releases;

/// <summary>The compose files of a release: as they are written, so that values of variables are nowhere in them.</summary>
internal static class ReleaseFiles
{
    /// <summary>The texts to keep. A project that extends or includes other files is kept as one file.</summary>
    public static IReadOnlyList<string> Read(ContainerStack stack)
    {
        var project = stack.Compose;
        if (project.AllFiles.All(file => project.Files.Contains(file, StringComparer.Ordinal)))
            return [.. project.Files.Select(File.ReadAllText)];
        var raw = ComposeLoader.Load(new ComposeOptions
        {
            ProjectFolder = project.ProjectFolder,
            RootFolder = stack.RootFolder,
            Files = project.Files,
            EnvironmentFiles = project.EnvironmentFiles,
            Interpolates = false,
            AllowMissingVariables = true,
            ProjectName = project.Name,
            Profiles = ["*"],
        });
        // Another clone lies elsewhere.
        return [raw.ToYaml().Replace(project.ProjectFolder + "/", "./", StringComparison.Ordinal)];
    }

    /// <summary>Writes the files of a release into a folder and reads the project that they make.</summary>
    /// <param name="release">The release.</param>
    /// <param name="folder">Where the files go.</param>
    /// <param name="stack">Where the project lies now, and its variables.</param>
    /// <param name="environment">The environment.</param>
    /// <exception cref="ProblemException">Variables that the release needs have no value.</exception>
    public static ComposeProject Load(Release release, string folder, ContainerStack stack, IReadOnlyDictionary<string, string> environment)
    {
        Directory.CreateDirectory(folder);
        var files = new List<string>();
        for (var i = 0; i < release.Files.Count; i++)
        {
            files.Add(Path.Combine(folder, $"compose-{i}.yaml"));
            File.WriteAllText(files[i], release.Files[i]);
        }

        var options = new ComposeOptions
        {
            // Not the stack's folder: the compose file may lie deeper, and its paths start where it lies.
            ProjectFolder = stack.Compose.ProjectFolder,
            RootFolder = stack.RootFolder,
            Files = files,
            EnvironmentFiles = stack.NamedEnvironmentFiles is { Count: > 0 } named ? named : null,
            Environment = new Dictionary<string, string>(environment.Concat(PresetsOf(release, environment)), StringComparer.Ordinal),
            ProjectName = release.Project,
            Profiles = release.Profiles,
            AllowMissingVariables = true,
        };
        var known = ComposeLoader.Load(options).Variables.Where(variable => variable.Source is VariableSource.Environment or VariableSource.File).Select(variable => variable.Name);
        var missing = release.Variables.Except(known, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
            throw new ProblemException(ReleaseProblems.VariablesMissing(release, missing, Path.GetRelativePath(stack.RootFolder, stack.EnvironmentFile)));
        return ComposeLoader.Load(options with { AllowMissingVariables = false });
    }

    /// <summary>The variables that presets set when it was deployed. Those of the environment win over them, as they did then.</summary>
    public static IReadOnlyDictionary<string, string> PresetsOf(Release release, IReadOnlyDictionary<string, string> environment) =>
        release.Presets.Where(pair => !environment.ContainsKey(pair.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The names of variables that the project takes from its environment.</summary>
    public static IReadOnlyList<string> Variables(ComposeProject project) =>
        [.. project.Variables.Where(variable => variable.Source is VariableSource.Environment or VariableSource.File).Select(variable => variable.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
