namespace Slipway.Containers.Compose;

/// <summary>Paths with slashes, whatever the machine's own look like.</summary>
internal static class UnixPath
{
    /// <summary>The shortest path that means the same by its text alone.</summary>
    /// <param name="path">Any path.</param>
    public static string Clean(string path)
    {
        if (path.Length == 0)
            return ".";
        var rooted = path[0] == '/';
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part is "" or ".")
                continue;
            if (part != "..")
                parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (!rooted)
                parts.Add(part);
        }

        var cleaned = string.Join('/', parts);
        return rooted ? "/" + cleaned : cleaned.Length == 0 ? "." : cleaned;
    }

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
