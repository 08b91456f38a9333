namespace Slipway.Containers.Contexts;

/// <summary>Paths as the engine's tools clean them.</summary>
internal static class GoPaths
{
    /// <summary>The shortest path of the same meaning; empty stays empty.</summary>
    /// <param name="path">A path with <c>/</c>.</param>
    public static string Clean(string path)
    {
        if (path.Length == 0)
            return path;
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

    /// <summary>The pattern that matches <paramref name="path"/> and nothing else.</summary>
    public static string Escape(string path) => path.AsSpan().IndexOfAny(@"*?[]\") < 0
        ? path
        : string.Concat(path.Select(c => @"*?[]\".Contains(c, StringComparison.Ordinal) ? $"\\{c}" : c.ToString()));

    /// <summary>Orders by the bytes of UTF-8, as the engine's tools do.</summary>
    public static int CompareBytes(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            if (left[i] == right[i])
                continue;
            // In UTF-16 surrogates come before the last characters of the basic plane, in UTF-8 after them.
            var (a, b) = (char.IsSurrogate(left[i]), char.IsSurrogate(right[i]));
            return a == b ? left[i].CompareTo(right[i]) : a ? 1 : -1;
        }

        return left.Length.CompareTo(right.Length);
    }
}
