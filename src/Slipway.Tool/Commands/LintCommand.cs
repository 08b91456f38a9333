using System.CommandLine;
using Slipway.Containers.Compose;
using Slipway.Containers.Linting;
using Slipway.Containers.Stacks;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway lint</c>: holds compose file and Dockerfiles against the rules.</summary>
internal static class LintCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var project = new ComposeOptionSet();
        var formats = new Formats("text", "json", "sarif");
        var level = new Option<LintLevel>("--lint-level", "--fail-on")
        {
            Description = "The lowest level that makes the command fail; error unless given.",
            DefaultValueFactory = _ => LintLevel.Error,
        };
        var command = new Command("lint", "Holds compose file and Dockerfiles against the rules.") { level };
        project.AddTo(command);
        formats.AddTo(command, "--lint-format");
        command.SetAction(result =>
        {
            var format = formats.Read(result);
            var subject = SubjectOf(project.Read(result, surroundings), surroundings.Folder);
            var findings = Linter.Examine(subject, file => ReadIfThere(Path.GetFullPath(file, surroundings.Folder)));
            surroundings.Out.Write(format switch
            {
                "json" => LintJson.Of(findings),
                "sarif" => LintSarif.Of(findings, Version),
                _ => LintText.Of(findings),
            });
            return findings.Any(finding => finding.Rule.Level >= result.GetValue(level)) ? ExitCodes.TargetFailed : ExitCodes.Done;
        });
        return command;
    }

    private static string Version => typeof(LintCommand).Assembly.GetName().Version!.ToString(3);

    private static LintSubject SubjectOf(ComposeOptions options, string folder)
    {
        if (options.Files is not null || ContainerStack.IsStack(options.ProjectFolder))
            return LintSubject.Of(ComposeLoader.Load(options with { AllowMissingVariables = true }), folder);
        var dockerfile = Path.Combine(options.ProjectFolder, "Dockerfile");
        return File.Exists(dockerfile)
            ? LintSubject.OfDockerfile(dockerfile, folder)
            : throw new ProblemException(ToolProblems.NothingToLint(options.ProjectFolder));
    }

    private static string? ReadIfThere(string path) => File.Exists(path) ? File.ReadAllText(path) : null;
}
