using System.Collections.Concurrent;

namespace Slipway.Containers.Contexts;

/// <summary>What an ignore file leaves out of a build context. Threads may share it.</summary>
public sealed class DockerIgnore
{
    private const int OnStack = 256;
    private const int MostRemembered = 4096;

    private readonly IgnoreRule[] _rules;

    // What most rules need no more than to say no, close together.
    private readonly (char First, char Last, bool IsException)[] _heads;

    // Paths mostly come folder by folder; where they do not, the folders seen so far help. Whoever sees an older state only
    // computes more.
    private readonly ConcurrentDictionary<string, IgnoredFolder> _folders = new(StringComparer.Ordinal);
    private volatile IgnoredFolder _last;
    private volatile int _remembered;

    private DockerIgnore(string? path, IgnoreRule[] rules, ContextRules whose)
    {
        Path = path;
        _rules = rules;
        _heads = [.. rules.Select(rule => (rule.Pattern.First, rule.Pattern.Last, rule.IsException))];
        Whose = whose;
        _last = new IgnoredFolder("", new bool[rules.Length], null);
    }

    /// <summary>Leaves nothing out.</summary>
    public static DockerIgnore None { get; } = new(null, [], ContextRules.BuildKit);

    /// <summary>The file that was read, or <see langword="null"/>.</summary>
    public string? Path { get; }

    /// <summary>Whose rules are followed.</summary>
    public ContextRules Whose { get; }

    /// <summary>The lines that count, in their order.</summary>
    public IReadOnlyList<IgnoreRule> Rules => _rules;

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">What the file holds.</param>
    /// <param name="path">The file, for places.</param>
    /// <param name="whose">Whose rules are followed; BuildKit's unless given.</param>
    /// <exception cref="ProblemException">Every pattern that cannot be read.</exception>
    public static DockerIgnore Parse(string text, string path = ".dockerignore", ContextRules whose = ContextRules.BuildKit)
    {
        var problems = new List<Problem>();
        var rules = IgnoreReader.Read(text, path, problems);
        return problems.Count == 0 ? new DockerIgnore(path, [.. rules], whose) : throw new ProblemException(problems);
    }

    /// <summary>
    /// The file that counts for a build: <c>NAME.dockerignore</c> beside the Dockerfile, else <c>.dockerignore</c> in the
    /// context, else <see cref="None"/>. The classic builder looks at the second only.
    /// </summary>
    /// <param name="folder">The context.</param>
    /// <param name="dockerfilePath">The Dockerfile, absolute; <c>Dockerfile</c> in the context unless given.</param>
    /// <param name="whose">Whose rules are followed; BuildKit's unless given.</param>
    /// <exception cref="ProblemException">Every pattern that cannot be read.</exception>
    public static DockerIgnore Load(string folder, string? dockerfilePath = null, ContextRules whose = ContextRules.BuildKit)
    {
        // One that is inside of another file has none of its own.
        var own = dockerfilePath is "" ? null : (dockerfilePath ?? System.IO.Path.Combine(folder, "Dockerfile")) + ".dockerignore";
        var path = whose == ContextRules.BuildKit && own is not null && File.Exists(own) ? own : System.IO.Path.Combine(folder, ".dockerignore");
        if (!File.Exists(path))
            return None;
        try
        {
            return Parse(File.ReadAllText(path), path, whose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(ContextsProblems.CannotRead(folder, path, e));
        }
    }

    /// <summary>
    /// Whether <paramref name="path"/> is left out: the last line decides that matches it or a folder above it. Folders are
    /// no special case: a slash at the end of a pattern says nothing.
    /// </summary>
    /// <param name="path">A path relative to the context, with <c>/</c>.</param>
    public bool Matches(string path) => Decide(path).IsLeftOut;

    /// <summary>Whether <paramref name="path"/> is left out, and by which line.</summary>
    /// <remarks>
    /// A line that changes nothing for a folder is not remembered for what is below it: of <c>a/b</c> and <c>!a</c> the second
    /// does not bring back <c>a/b</c>, for <c>a</c> is not left out. BuildKit walks so.
    /// </remarks>
    /// <param name="path">A path relative to the context, with <c>/</c>.</param>
    public IgnoreDecision Decide(string path)
    {
        var folder = Folder(path.AsSpan(0, Math.Max(path.LastIndexOf('/'), 0)));
        Span<bool> own = _rules.Length <= OnStack ? stackalloc bool[_rules.Length] : new bool[_rules.Length];
        return Decide(path, folder.Matched, own);
    }

    private IgnoredFolder Folder(ReadOnlySpan<char> path)
    {
        if (_last.Find(path) is { } known)
            return known;
        if (_folders.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(path, out var seen))
            return _last = seen;
        var above = Folder(path[..Math.Max(path.LastIndexOf('/'), 0)]);
        var folder = new IgnoredFolder(path.ToString(), new bool[_rules.Length], above);
        _ = Decide(path, above.Matched, folder.Matched);
        if (++_remembered > MostRemembered)
        {
            _folders.Clear();
            _remembered = 0;
        }

        _folders[folder.Path] = folder;
        return _last = folder;
    }

    /// <summary>The same for a walk: <paramref name="above"/> says which rules match the folder, <paramref name="own"/> takes the result.</summary>
    internal IgnoreDecision Decide(ReadOnlySpan<char> path, ReadOnlySpan<bool> above, Span<bool> own)
    {
        var isLeftOut = false;
        var decisive = -1;
        var (first, last) = path.IsEmpty ? ('\0', '\0') : (path[0], path[^1]);
        for (var i = 0; i < _heads.Length; i++)
        {
            var isMatch = above[i];
            if (!isMatch)
            {
                ref readonly var head = ref _heads[i];
                // A line that says what is said already is not compared.
                isMatch = head.IsException == isLeftOut
                    && (head.Last == last || head.Last == '\0')
                    && (head.First == first || head.First == '\0')
                    && _rules[i].Pattern.Matches(path);
            }

            own[i] = isMatch;
            if (isMatch)
                (isLeftOut, decisive) = (!_heads[i].IsException, i);
        }

        return new IgnoreDecision(isLeftOut, decisive < 0 ? null : _rules[decisive]);
    }

    /// <summary>Whether an exception could take back something below the folder <paramref name="path"/>, which is left out.</summary>
    internal bool MayKeepBelow(ReadOnlySpan<char> path)
    {
        foreach (var rule in _rules)
        {
            if (rule.IsException && (Whose == ContextRules.Classic ? rule.BeginsBelow(path) : rule.Pattern.CanMatchBelow(path)))
                return true;
        }

        return false;
    }
}
