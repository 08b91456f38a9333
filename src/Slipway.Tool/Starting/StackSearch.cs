using Slipway.Containers.Stacks;

namespace Slipway.Tool.Starting;

/// <summary>Finds the compose file of a folder that gets a build.</summary>
internal static class StackSearch
{
    private const int Deepest = 3;

    private static readonly string[] UsualFolders = ["", "deploy", "docker", "deploy/docker", "compose", "infra"];

    // What others wrote, or what is made.
    private static readonly string[] NotLookedInto = ["node_modules", "vendor", "bin", "obj", "dist", "build", "target", "venv", "examples", "test", "tests"];

    /// <summary>The folder itself, one below it where people put the file, or the only one within three levels that has one.</summary>
    /// <param name="folder">Where to look.</param>
    /// <exception cref="ProblemException">There is none, or there are several.</exception>
    public static string Find(string folder)
    {
        if (UsualFolders.Select(below => Path.Combine(folder, below)).FirstOrDefault(ContainerStack.IsStack) is { } usual)
            return Path.TrimEndingDirectorySeparator(usual);
        return Below(folder, Deepest).ToList() switch
        {
            [var only] => only,
            [] => throw new ProblemException(ToolProblems.NoStack(folder)),
            var several => throw new ProblemException(ToolProblems.SeveralStacks(folder, [.. several.Select(stack => Path.GetRelativePath(folder, stack).Replace('\\', '/'))])),
        };
    }

    private static IEnumerable<string> Below(string folder, int depth)
    {
        if (depth == 0)
            return [];
        var options = new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.Hidden, IgnoreInaccessible = true };
        return Directory.EnumerateDirectories(folder, "*", options)
            .Where(below => Path.GetFileName(below) is var name && !name.StartsWith('.') && !NotLookedInto.Contains(name, StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .SelectMany(below => ContainerStack.IsStack(below) ? [below] : Below(below, depth - 1));
    }
}
