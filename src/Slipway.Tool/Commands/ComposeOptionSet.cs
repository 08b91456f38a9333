using System.CommandLine;
using Slipway.Containers.Compose;
using Slipway.Containers.Stacks;

namespace Slipway.Tool.Commands;

/// <summary>The options that say which compose project is meant: the same as those of <c>docker compose</c>.</summary>
internal sealed class ComposeOptionSet
{
    private readonly Option<string[]> _files = new("--file", "-f") { Description = "A compose file; later ones over earlier ones." };
    private readonly Option<string[]> _profiles = new("--profile") { Description = "A profile to activate; * is all of them." };
    private readonly Option<string[]> _environmentFiles = new("--env-file") { Description = "An environment file, in place of .env." };
    private readonly Option<string?> _folder = new("--project-directory") { Description = "The folder that relative paths start from; that of the first compose file unless given." };
    private readonly Option<string?> _name = new("--project-name", "-p") { Description = "The project's name." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_files, _profiles, _environmentFiles, _folder, _name])
            command.Options.Add(option);
    }

    /// <summary>What compose would load.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="surroundings">Where relative paths start.</param>
    /// <exception cref="ProblemException">There is no compose file.</exception>
    public ComposeOptions Find(ParseResult result, ToolSurroundings surroundings) => ComposeDiscovery.Find(
        surroundings.Folder, surroundings.Environment, result.GetValue(_files), result.GetValue(_folder), result.GetValue(_environmentFiles)) with
    {
        Profiles = result.GetValue(_profiles) is { Length: > 0 } profiles ? profiles : null,
        ProjectName = result.GetValue(_name),
    };

    /// <summary>What to load of the folder itself.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="surroundings">Where relative paths start.</param>
    public ComposeOptions Read(ParseResult result, ToolSurroundings surroundings)
    {
        var files = (result.GetValue(_files) ?? []).Select(file => Path.GetFullPath(file, surroundings.Folder)).ToList();
        var folder = result.GetValue(_folder) is { } named ? Path.GetFullPath(named, surroundings.Folder)
            : files is [var first, ..] ? Path.GetDirectoryName(first)!
            : surroundings.Folder;
        return new ComposeOptions
        {
            ProjectFolder = folder,
            RootFolder = surroundings.Folder,
            Files = files.Count == 0 ? null : files,
            EnvironmentFiles = result.GetValue(_environmentFiles) is { Length: > 0 } given
                ? [.. given.Select(file => Path.GetFullPath(file, surroundings.Folder))]
                : null,
            Environment = surroundings.Environment,
            Profiles = result.GetValue(_profiles) is { Length: > 0 } profiles ? profiles : null,
            ProjectName = result.GetValue(_name),
        };
    }

    /// <summary>The stack that is meant: the project of the options, else the nearest stack from the folder upwards. What has no value yet is empty.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="surroundings">Where relative paths start.</param>
    /// <exception cref="ProblemException">There is no stack.</exception>
    public StackOptions ReadStack(ParseResult result, ToolSurroundings surroundings)
    {
        var isNamed = result.GetValue(_files) is { Length: > 0 } || result.GetValue(_folder) is not null;
        var project = isNamed ? Find(result, surroundings) : Read(result, surroundings);
        return new StackOptions
        {
            Folder = isNamed ? project.ProjectFolder : StackRun.FindStack(surroundings.Folder) ?? throw new ProblemException(ToolProblems.NoStack(surroundings.Folder)),
            RootFolder = surroundings.Folder,
            Environment = project.ProjectName is { } name
                ? new Dictionary<string, string>(surroundings.Environment, StringComparer.Ordinal) { ["COMPOSE_PROJECT_NAME"] = name }
                : surroundings.Environment,
            ComposeFiles = project.Files,
            EnvironmentFiles = project.EnvironmentFiles,
            Profiles = project.Profiles,
            AllowMissingVariables = true,
        };
    }
}
