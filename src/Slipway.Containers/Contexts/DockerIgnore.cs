namespace Slipway.Containers.Contexts;

/// <summary>What a <c>.dockerignore</c> file leaves out of a build context. Threads may share it.</summary>
public sealed class DockerIgnore
{
    private readonly IgnoreRule[] _rules;

    private DockerIgnore(string? path, IgnoreRule[] rules)
    {
        Path = path;
        _rules = rules;
    }

    /// <summary>Leaves nothing out.</summary>
    public static DockerIgnore None { get; } = new(null, []);

    /// <summary>The file that was read, or <see langword="null"/>.</summary>
    public string? Path { get; }

    internal int RuleCount => _rules.Length;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <exception cref="ProblemException">Every pattern that cannot be read.</exception>
    public static DockerIgnore Parse(string text, string path = ".dockerignore")
    {
        var problems = new List<Problem>();
        var rules = new List<IgnoreRule>();
        var lines = text.TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var written = lines[i].Trim();
            // Only a '#' in the first column begins a comment.
            if (written.Length == 0 || lines[i][0] == '#')
                continue;
            var isException = written[0] == '!';
            var cleaned = GoPaths.Clean(isException ? written[1..].Trim() : written);
            if (cleaned is ['/', _, ..])
                cleaned = cleaned[1..];
            if (cleaned.Length > 0 && PathPattern.TryParse(cleaned, out var pattern))
                rules.Add(new IgnoreRule(pattern, isException));
            else
                problems.Add(ContextsProblems.BadPattern(new Place(path, i + 1), written));
        }

        return problems.Count == 0 ? new DockerIgnore(path, [.. rules]) : throw new ProblemException(problems);
    }

    /// <summary>
    /// The file that counts for a build: <c>NAME.dockerignore</c> beside the Dockerfile, else <c>.dockerignore</c> in the
    /// context, else <see cref="None"/>.
    /// </summary>
    /// <param name="folder">The context.</param>
    /// <param name="dockerfilePath">The Dockerfile, absolute; <c>Dockerfile</c> in the context unless given.</param>
    /// <exception cref="ProblemException">Every pattern that cannot be read.</exception>
    public static DockerIgnore Load(string folder, string? dockerfilePath = null)
    {
        var own = (dockerfilePath ?? System.IO.Path.Combine(folder, "Dockerfile")) + ".dockerignore";
        var path = File.Exists(own) ? own : System.IO.Path.Combine(folder, ".dockerignore");
        return File.Exists(path) ? Parse(File.ReadAllText(path), path) : None;
    }

    /// <summary>
    /// Whether <paramref name="path"/> is left out: the last line decides that matches it or a folder above it. Folders are
    /// no special case: a slash at the end of a pattern says nothing.
    /// </summary>
    /// <param name="path">A path relative to the context, with <c>/</c>.</param>
    public bool Matches(string path)
    {
        var matched = false;
        foreach (var rule in _rules)
        {
            if (rule.IsException == matched && MatchesAlong(rule.Pattern, path))
                matched = !rule.IsException;
        }

        return matched;
    }

    /// <summary>The same for a walk: <paramref name="above"/> says which rules match the folder, <paramref name="own"/> takes the result.</summary>
    internal bool Matches(ReadOnlySpan<char> path, ReadOnlySpan<bool> above, Span<bool> own)
    {
        var matched = false;
        for (var i = 0; i < _rules.Length; i++)
        {
            own[i] = (above.Length > 0 && above[i]) || _rules[i].Pattern.Matches(path);
            if (own[i])
                matched = !_rules[i].IsException;
        }

        return matched;
    }

    /// <summary>Whether an exception could take back something below the folder <paramref name="path"/>, which is left out.</summary>
    internal bool MayKeepBelow(ReadOnlySpan<char> path)
    {
        foreach (var rule in _rules)
        {
            if (rule.IsException && rule.Pattern.CanMatchBelow(path))
                return true;
        }

        return false;
    }

    private static bool MatchesAlong(PathPattern pattern, string path)
    {
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            if (pattern.Matches(path.AsSpan(0, slash)))
                return true;
        }

        return pattern.Matches(path);
    }
}
