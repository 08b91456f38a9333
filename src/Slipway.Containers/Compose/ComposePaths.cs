namespace Slipway.Containers.Compose;

/// <summary>Resolves paths of a compose file, and names files in messages.</summary>
/// <param name="projectFolder">The folder that relative paths start from.</param>
/// <param name="rootFolder">The folder that names in messages start from.</param>
/// <param name="home">The home folder, for <c>~</c>.</param>
internal sealed class ComposePaths(string projectFolder, string rootFolder, string? home)
{
    /// <summary>The folder that relative paths start from.</summary>
    public string ProjectFolder { get; } = Path.GetFullPath(projectFolder);

    /// <summary>The home folder.</summary>
    public string? Home { get; } = home;

    /// <summary>The file as messages name it: relative to the root folder where it is inside, with <c>/</c>.</summary>
    public string Name(string path)
    {
        var full = Path.GetFullPath(path, ProjectFolder);
        var relative = Path.GetRelativePath(Path.GetFullPath(rootFolder), full);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? full
            : relative.Replace('\\', '/');
    }
}
