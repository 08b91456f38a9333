using Slipway.Containers.Contexts;

namespace Slipway.Containers.Compose;

/// <summary>Paths with slashes, whatever the machine's own look like.</summary>
internal static class UnixPath
{
    /// <summary>The shortest path that means the same by its text alone; <c>.</c> for an empty one.</summary>
    /// <param name="path">Any path.</param>
    public static string Clean(string path) => path.Length == 0 ? "." : GoPaths.Clean(path);

    /// <summary>Both as one path, cleaned; empty ones count as nothing.</summary>
    /// <param name="folder">Where a relative path starts.</param>
    /// <param name="path">The path.</param>
    /// <param name="keepRooted">Whether a path that starts at the root stays exactly as it is.</param>
    public static string Join(string folder, string path, bool keepRooted = false)
    {
        if (keepRooted && path.StartsWith('/'))
            return path;
        if (folder.Length == 0)
            return path.Length == 0 ? "" : Clean(path);
        return path.Length == 0 ? Clean(folder) : Clean(folder + "/" + path);
    }
}
