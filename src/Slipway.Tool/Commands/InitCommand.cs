using System.CommandLine;
using Slipway.Tool.Starting;

namespace Slipway.Tool.Commands;

/// <summary><c>slipway init</c>: gives a folder with a compose file a build of its own.</summary>
internal static class InitCommand
{
    public static Command Create(ToolSurroundings surroundings)
    {
        var command = new Command("init", "Writes build/, .nuke/, build.sh and build.ps1 for the compose file of this folder; what is there stays as it is.");
        command.SetAction(_ =>
        {
            var stack = FindStack(surroundings.Folder) ?? throw new ProblemException(ToolProblems.NoStack(surroundings.Folder));
            var project = new NewProject(surroundings.Folder, stack);
            foreach (var (path, content) in project.Files())
                surroundings.Out.WriteLine(Write(Path.Combine(surroundings.Folder, path), content) ? $"wrote {path}" : $"kept  {path}, which is there");
            var understood = project.Meanings.Count(meaning => meaning.Now is not null);
            if (project.Meanings.Count > 0)
                surroundings.Out.WriteLine($"\n{understood} of {project.Meanings.Count} commands of the Makefile and scripts were understood: build/migrating.md");
            surroundings.Out.WriteLine("\nNext: ./build.sh --list, then ./build.sh Deploy --plan");
        });
        return command;
    }

    // The folder itself, or the only one below it that has a compose file where people put them.
    private static string? FindStack(string folder) =>
        ((string[])["", "deploy", "docker", "deploy/docker", "compose", "infra"]).Select(below => Path.Combine(folder, below)).FirstOrDefault(Containers.Stacks.ContainerStack.IsStack);

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
