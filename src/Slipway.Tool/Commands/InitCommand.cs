using System.CommandLine;
using Slipway.Tool.Starting;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway init</c>: gives a folder with a compose file a build of its own.</summary>
internal static class InitCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var command = new Command("init", "Writes build/, .nuke/, build.sh, build.ps1 and a workflow for the compose file of this folder; what is there stays as it is.");
        command.SetAction((_, _) => RunAsync(surroundings));
        return command;
    }

    private static async Task<int> RunAsync(ToolSurroundings surroundings)
    {
        var folder = surroundings.Folder;
        var stack = StackSearch.Find(folder);
        // A build that is there says itself which workflows it has.
        var isNew = !File.Exists(Path.Combine(folder, NewProject.BuildClass));
        var workflow = isNew ? NewWorkflow.Of(folder, stack) : null;
        var project = new NewProject(folder, stack, workflow);
        foreach (var (path, content) in project.Files())
            await surroundings.Out.WriteLineAsync(Write(Path.Combine(folder, path), content) ? $"wrote {path}" : $"kept  {path}, which is there");
        var wrong = workflow is null ? "" : await workflow.WriteAsync(surroundings.Host);
        if (workflow is not null && wrong.Length == 0)
            await surroundings.Out.WriteLineAsync($"wrote {workflow.File}");
        if (isNew && workflow is null)
            await surroundings.Out.WriteLineAsync("no workflow: GitHub reads those in the root of the repository only");
        var understood = project.Meanings.Count(meaning => meaning.Now is not null);
        if (project.Meanings.Count > 0)
            await surroundings.Out.WriteLineAsync($"\n{understood} of {project.Meanings.Count} commands of the Makefile and scripts were understood: build/migrating.md");
        if (wrong.Length > 0)
        {
            await surroundings.Error.WriteLineAsync(wrong.Trim());
            await surroundings.Error.WriteLineAsync($"not written: {workflow!.File}; mend this, then ./build.sh GenerateWorkflows");
            return ExitCodes.BuildIsWrong;
        }

        await surroundings.Out.WriteLineAsync("\nNext: ./build.sh Deploy --plan shows what would be done, ./build.sh Deploy does it");
        return ExitCodes.Done;
    }

    private static bool Write(string path, string content)
    {
        if (Path.Exists(path))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        if (path.EndsWith(".sh", StringComparison.Ordinal) && !OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return true;
    }
}
