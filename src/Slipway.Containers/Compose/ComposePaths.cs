namespace Slipway.Containers.Compose;

/// <summary>Resolves paths of a compose file, and names files in messages.</summary>
/// <param name="projectFolder">The folder that relative paths start from.</param>
/// <param name="rootFolder">The folder that names in messages start from.</param>
/// <param name="home">The home folder, for <c>~</c>.</param>
internal sealed class ComposePaths(string projectFolder, string rootFolder, string? home)
{
    /// <summary>The folder that relative paths start from.</summary>
    public string ProjectFolder { get; } = Path.GetFullPath(projectFolder);

    /// <summary>The absolute form of <paramref name="path"/>.</summary>
    public string Resolve(string path)
    {
        if (home is not null && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal)))
            path = home + path[1..];
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path, ProjectFolder));
    }

    /// <summary>The file as messages name it: relative to the root folder where it is inside, with <c>/</c>.</summary>
    public string Name(string path)
    {
        var full = Path.GetFullPath(path, ProjectFolder);
        var relative = Path.GetRelativePath(Path.GetFullPath(rootFolder), full);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? full
            : relative.Replace('\\', '/');
    }

    /// <summary>Whether a build context is an address and no folder.</summary>
    public static bool IsRemote(string context) =>
        context.Contains("://", StringComparison.Ordinal)
        || context.StartsWith("git@", StringComparison.Ordinal)
        || context.StartsWith("github.com/", StringComparison.Ordinal)
        || context.StartsWith("service:", StringComparison.Ordinal);
}
