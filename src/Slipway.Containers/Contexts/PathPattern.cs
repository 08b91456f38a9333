namespace Slipway.Containers.Contexts;

/// <summary>A pattern of paths with <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>**</c> and <c>\</c>, as the engine reads it.</summary>
/// <remarks>Compiled when made, so that threads may share it.</remarks>
internal sealed class PathPattern
{
    private const string Special = @"*?[]\";

    private readonly PathPatternKind _kind;
    private readonly PatternMachine? _machine;
    private readonly bool _anyDepth;
    private readonly string _start = "";
    private readonly string _end = "";

    private PathPattern(string text, PathPatternKind kind, string start, string end, PatternMachine? machine = null)
    {
        Text = text;
        _kind = kind;
        _start = start;
        _end = end;
        _machine = machine;
        // Brackets and escapes may take a slash too.
        _anyDepth = text.Contains("**", StringComparison.Ordinal) || text.AsSpan().IndexOfAny(@"[\") >= 0;
        LiteralPrefix = Prefix(text);
        First = kind is PathPatternKind.NameWithStar or PathPatternKind.EndsWith || start.Length == 0 ? '\0' : start[0];
        // Nothing but an empty path is like a pattern that says nothing, such as \Q.
        var tail = kind == PathPatternKind.Exact ? start : end;
        Last = tail.Length == 0 ? '\0' : tail[^1];
    }

    /// <summary>The character that everything starts with that matches; 0 for any.</summary>
    public char First { get; }

    /// <summary>The character that everything ends with that matches; 0 for any.</summary>
    public char Last { get; }

    /// <summary>The pattern.</summary>
    public string Text { get; }

    /// <summary>The leading folders without wildcards: everything that matches is below.</summary>
    public string LiteralPrefix { get; }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A clean pattern with <c>/</c>.</param>
    /// <param name="pattern">What was read.</param>
    public static bool TryParse(string text, out PathPattern pattern)
    {
        pattern = null!;
        if (!PatternSyntax.IsWellFormed(text))
            return false;
        pattern = Simple(text)!;
        if (pattern is null && PatternCompiler.Compile(text) is { } steps)
        {
            pattern = Array.TrueForAll(steps, step => step.Kind == PatternStepKind.Character)
                ? new PathPattern(text, PathPatternKind.Exact, PatternCompiler.Start(steps), "")
                : new PathPattern(text, PathPatternKind.Steps, PatternCompiler.Start(steps), PatternCompiler.End(steps), new PatternMachine(steps));
        }

        return pattern is not null;
    }

    /// <summary>Whether <paramref name="path"/> itself matches; folders above it do not count.</summary>
    /// <param name="path">A relative path with <c>/</c>.</param>
    public bool Matches(ReadOnlySpan<char> path)
    {
        switch (_kind)
        {
            case PathPatternKind.Exact:
                return path.SequenceEqual(_start);
            case PathPatternKind.StartsWith:
                return path.StartsWith(_start);
            case PathPatternKind.EndsWith:
                return path.EndsWith(_end)
                    || (_end.Length == path.Length + 1 && _end[0] == '/' && path.SequenceEqual(_end.AsSpan(1)));
            case PathPatternKind.OneStar:
                return IsAround(path) && !path[_start.Length..^_end.Length].Contains('/');
            case PathPatternKind.NameWithStar:
                if (!path.EndsWith(_end))
                    return false;
                var slash = path.LastIndexOf('/');
                // The engine's folders in front are on one line.
                return IsAround(path[(slash + 1)..]) && (slash < 0 || !path[..slash].Contains('\n'));
            default:
                return IsAround(path) && _machine!.Matches(path);
        }
    }

    /// <summary>Whether something below the folder <paramref name="path"/> could match.</summary>
    /// <param name="path">A relative path with <c>/</c>.</param>
    public bool CanMatchBelow(ReadOnlySpan<char> path) => _kind switch
    {
        PathPatternKind.Exact => IsBelow(_start, path),
        PathPatternKind.EndsWith => true,
        // Without what takes slashes a pattern has as many parts as what it matches.
        not PathPatternKind.StartsWith when !_anyDepth && path.Count('/') >= Text.AsSpan().Count('/') => false,
        _ => LiteralPrefix.Length == 0 || path.SequenceEqual(LiteralPrefix) || IsBelow(LiteralPrefix, path) || IsBelow(path, LiteralPrefix),
    };

    private static PathPattern? Simple(string text)
    {
        if (text.AsSpan().IndexOfAny(Special) < 0)
            return new PathPattern(text, PathPatternKind.Exact, text, "");
        var isLeading = text.StartsWith("**", StringComparison.Ordinal);
        if (isLeading && text.AsSpan(2).IndexOfAny(Special) < 0)
            return new PathPattern(text, PathPatternKind.EndsWith, "", text[2..]);
        if (text.EndsWith("**", StringComparison.Ordinal) && text.AsSpan(0, text.Length - 2).IndexOfAny(Special) < 0)
            return new PathPattern(text, PathPatternKind.StartsWith, text[..^2], "");
        var isName = text.StartsWith("**/", StringComparison.Ordinal) && text.LastIndexOf('/') == 2;
        var rest = isName ? text[3..] : text;
        var star = rest.IndexOf('*', StringComparison.Ordinal);
        return star >= 0 && rest.AsSpan().IndexOfAny(@"?[]\^") < 0 && rest.LastIndexOf('*') == star
            ? new PathPattern(text, isName ? PathPatternKind.NameWithStar : PathPatternKind.OneStar, rest[..star], rest[(star + 1)..])
            : null;
    }

    private bool IsAround(ReadOnlySpan<char> path) => path.Length >= _start.Length + _end.Length
        && path.StartsWith(_start) && path.EndsWith(_end);

    private static bool IsBelow(ReadOnlySpan<char> path, ReadOnlySpan<char> folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/';

    private static string Prefix(string text)
    {
        var wild = text.AsSpan().IndexOfAny("*?[\\");
        var slash = (wild < 0 ? text : text[..wild]).LastIndexOf('/');
        return slash < 0 ? "" : text[..slash];
    }
}
