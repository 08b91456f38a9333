using System.Text.RegularExpressions;

namespace Slipway.BuildKit;

/// <summary>Narrows a context to the paths that a builder names, and to what links among them lead to.</summary>
internal sealed class ContextFilter
{
    private readonly IContextFiles _files;
    private readonly IReadOnlyList<string> _exclude;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<string, List<ContextFile>> _listed = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _paths = new(StringComparer.Ordinal);
    private List<Regex>? _patterns;
    private bool _isEverything;

    public ContextFilter(IContextFiles files, IReadOnlyList<string> include, IReadOnlyList<string> follow, IReadOnlyList<string> exclude, CancellationToken cancellationToken)
    {
        (_files, _exclude, _cancellationToken) = (files, exclude, cancellationToken);
        _isEverything = include.Count == 0 && follow.Count == 0;
        foreach (var path in include)
            Add(Clean(path));
        foreach (var path in follow)
            Follow(Clean(path), 0);
    }

    /// <summary>What is asked for, with the folders above it.</summary>
    public IEnumerable<ContextFile> Enumerate()
    {
        var selection = new ContextSelection { Exclude = _exclude };
        if (_isEverything)
            return _files.Enumerate(selection, _cancellationToken);
        _patterns = [.. _paths.Where(HasWildcards).Select(PatternRules.Compile)];
        return Filter(_files.Enumerate(selection with { Enters = Enters }, _cancellationToken));
    }

    private IEnumerable<ContextFile> Filter(IEnumerable<ContextFile> entries)
    {
        // Folders that come along only when something inside of them does.
        var pending = new List<ContextFile>();
        foreach (var entry in entries)
        {
            pending.RemoveAll(folder => !entry.Path.StartsWith(folder.Path + "/", StringComparison.Ordinal));
            if (Includes(entry.Path))
            {
                foreach (var folder in pending)
                    yield return folder;
                pending.Clear();
                yield return entry;
            }
            else if (entry.Kind == ContextFileKind.Folder)
            {
                pending.Add(entry);
            }
        }
    }

    private bool Includes(string path)
    {
        for (var end = path.Length; end > 0; end = path.LastIndexOf('/', end - 1))
        {
            if (_paths.Contains(path[..end]))
                return true;
        }

        return _patterns!.Any(pattern => PatternRules.MatchesOrAbove(pattern, path));
    }

    private bool Enters(string folder) => _patterns is { Count: > 0 }
        || Includes(folder)
        || _paths.Any(path => path.StartsWith(folder + "/", StringComparison.Ordinal));

    private void Add(string path)
    {
        if (path.Length == 0)
            _isEverything = true;
        else
            _paths.Add(path);
    }

    // Each link on the way is needed itself, and so is what it leads to.
    private void Follow(string path, int depth)
    {
        // A circle of links leads nowhere.
        if (depth > 255)
            return;
        var end = -1;
        do
        {
            end = path.IndexOf('/', end + 1);
            var current = end < 0 ? path : path[..end];
            var rest = end < 0 ? "" : path[(end + 1)..];
            var links = Matching(current).Where(entry => entry.Kind == ContextFileKind.Link).ToList();
            if (links.Count == 0)
                continue;
            if (!_paths.Add(current) && end < 0)
                return;
            foreach (var link in links)
                Follow(Target(link, rest), depth + 1);
            // Others that the wildcards match are no links.
            if (!HasWildcards(current))
                return;
        }
        while (end >= 0);
        Add(path);
    }

    private static string Target(ContextFile link, string rest)
    {
        var folder = Parent(link.Path);
        return Clean(link.LinkTarget.StartsWith('/') ? $"{link.LinkTarget}/{rest}" : $"{folder}/{link.LinkTarget}/{rest}");
    }

    private IEnumerable<ContextFile> Matching(string path)
    {
        if (path.Length == 0)
            return [];
        var siblings = List(Parent(path));
        if (!HasWildcards(path))
            return siblings.Where(entry => entry.Path == path);
        var pattern = PatternRules.Compile(path);
        return siblings.Where(entry => pattern.IsMatch(entry.Path));
    }

    // What is directly in a folder. One whose own path has wildcards is not looked into for links.
    private List<ContextFile> List(string folder)
    {
        if (!_listed.TryGetValue(folder, out var entries))
        {
            var selection = new ContextSelection { Exclude = _exclude, Enters = entered => folder == entered || folder.StartsWith(entered + "/", StringComparison.Ordinal) };
            _listed[folder] = entries = [.. _files.Enumerate(selection, _cancellationToken).Where(entry => Parent(entry.Path) == folder)];
        }

        return entries;
    }

    private static string Parent(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];

    private static bool HasWildcards(string path) => path.AsSpan().ContainsAny('*', '?', '[');

    // Paths never lead out of the context.
    private static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == "..")
                parts.RemoveRange(Math.Max(parts.Count - 1, 0), Math.Min(parts.Count, 1));
            else if (part is not "" and not ".")
                parts.Add(part);
        }

        return string.Join('/', parts);
    }
}
