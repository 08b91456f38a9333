using Slipway.Containers.Stacks;
using Slipway.Hosting;

namespace Slipway.Tool;

/// <summary>Runs targets over the compose file of a folder.</summary>
internal static class StackRun
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ToolSurroundings surroundings)
    {
        if (FindBuild(surroundings.Folder) is { } project)
            return await surroundings.Become(Path.Combine(project, "build.sh"), Translate(args));
        if (FindStack(surroundings.Folder) is not { } folder)
        {
            await surroundings.Error.WriteLineAsync(ToolProblems.NoStack(surroundings.Folder).ToString());
            return ExitCodes.BuildIsWrong;
        }

        if (!args.Any(IsForReadingOnly))
            KeepOutOfVersionControl(folder);
        var host = surroundings.Host with { Folder = folder, IsProject = true, Command = "slipway" };
        return await new BuildHost(new StackBuild(folder), host).RunAsync(Translate(args));
    }

    // Verbs come first; what follows an option may be its value.
    private static List<string> Translate(IReadOnlyList<string> args)
    {
        var words = args.TakeWhile(word => !word.StartsWith('-')).ToList();
        if (words is ["github", "generate", ..])
            words.RemoveAt(1);
        return [.. words.Select(Verbs.TargetOf), .. args.SkipWhile(word => !word.StartsWith('-'))];
    }

    private static bool IsForReadingOnly(string word) =>
        word is "--help" or "-h" or "--list" || word.StartsWith("--plan", StringComparison.Ordinal);

    // Of the folders from here upwards, one with a build project comes before those above it that have a compose file.
    private static string? FindBuild(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            // A run of this tool leaves .nuke/temp behind: that makes no build project yet.
            if (File.Exists(Path.Combine(folder, "build.sh"))
                && (File.Exists(Path.Combine(folder, ".nuke", "build.schema.json")) || File.Exists(Path.Combine(folder, ".nuke", "parameters.json"))))
            {
                return folder;
            }

            if (ContainerStack.IsStack(folder))
                return null;
        }

        return null;
    }

    /// <summary>The nearest folder with a compose file, from <paramref name="start"/> upwards.</summary>
    public static string? FindStack(string start)
    {
        for (var folder = start; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (ContainerStack.IsStack(folder))
                return folder;
        }

        return null;
    }

    // The folder is somebody else's: what a run leaves there must not show up among their changes.
    private static void KeepOutOfVersionControl(string folder)
    {
        var temp = Path.Combine(folder, ".nuke", "temp");
        var ignore = Path.Combine(temp, ".gitignore");
        if (File.Exists(ignore))
            return;
        Directory.CreateDirectory(temp);
        File.WriteAllText(ignore, "*\n");
    }
}
