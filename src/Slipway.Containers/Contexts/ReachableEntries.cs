using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Contexts;

/// <summary>Selects what the instructions of a Dockerfile reach of a context.</summary>
internal static class ReachableEntries
{
    /// <summary>The entries that are reached, in their order; all where a source is the whole context or cannot be read.</summary>
    /// <param name="entries">The context.</param>
    /// <param name="sources">What the instructions name.</param>
    public static IReadOnlyList<ContextEntry> Of(IReadOnlyList<ContextEntry> entries, IReadOnlyList<ContextSource> sources)
    {
        var patterns = new List<PathPattern>();
        foreach (var source in sources)
        {
            if (source.IsWhole || !PathPattern.TryParse(source.Pattern, out var pattern))
                return entries;
            patterns.Add(pattern);
        }

        var links = entries.Where(entry => entry.Kind == ContextEntryKind.Link).ToList();
        var reached = Select(entries, patterns);
        // What a link on the way points to is reached too: COPY follows links that it is given or that are above its source.
        for (var more = AddTargets(links, reached, patterns); more; more = AddTargets(links, reached, patterns))
            reached = Select(entries, patterns);
        return [.. entries.Where(entry => reached.Contains(entry.Path))];
    }

    private static HashSet<string> Select(IReadOnlyList<ContextEntry> entries, List<PathPattern> patterns)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            // Entries come after their folders: below a folder that is reached all is.
            var slash = entry.Path.LastIndexOf('/');
            if ((slash > 0 && reached.Contains(entry.Path[..slash])) || patterns.Exists(pattern => pattern.Matches(entry.Path)))
                reached.Add(entry.Path);
        }

        return reached;
    }

    private static bool AddTargets(List<ContextEntry> links, HashSet<string> reached, List<PathPattern> patterns)
    {
        var before = patterns.Count;
        foreach (var link in links.ToList())
        {
            if (!reached.Contains(link.Path) && !patterns.Exists(pattern => pattern.CanMatchBelow(link.Path)))
                continue;
            links.Remove(link);
            reached.Add(link.Path);
            var folder = link.Path.LastIndexOf('/') is >= 0 and var slash ? link.Path[..slash] : "";
            var written = link.LinkTarget!.Replace('\\', '/');
            // The context is the root, also for links that climb above it.
            var target = GoPaths.Clean("/" + (written.StartsWith('/') ? written : $"{folder}/{written}")).TrimStart('/');
            patterns.Add(Literal(link.Path));
            patterns.Add(target.Length == 0 ? Whole : Literal(target));
        }

        return patterns.Count > before;
    }

    private static PathPattern Whole => PathPattern.TryParse("**", out var all) ? all : throw new InvalidOperationException("** is a pattern");

    private static PathPattern Literal(string path) => PathPattern.TryParse(GoPaths.Escape(path), out var pattern) ? pattern : Whole;
}
