using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Contexts;

/// <summary>A pattern of paths with <c>*</c>, <c>?</c>, <c>[a-z]</c>, <c>**</c> and <c>\</c>, as the engine reads it.</summary>
/// <remarks>Compiled when made, so that threads may share it.</remarks>
internal sealed class PathPattern
{
    private readonly string _text;
    private readonly Kind _kind;
    private readonly Regex? _regex;
    private readonly bool _anyDepth;

    private PathPattern(string text, Kind kind, Regex? regex)
    {
        _text = text;
        _kind = kind;
        _regex = regex;
        LiteralPrefix = Prefix(text);
        _anyDepth = text.Contains("**", StringComparison.Ordinal);
    }

    private enum Kind
    {
        Exact,
        StartsWith,
        EndsWith,
        Expression,
    }

    /// <summary>The leading folders without wildcards: everything that matches is below.</summary>
    public string LiteralPrefix { get; }

    /// <summary>Reads <paramref name="text"/>.</summary>
    /// <param name="text">A clean pattern with <c>/</c>.</param>
    /// <param name="pattern">What was read.</param>
    public static bool TryParse(string text, out PathPattern pattern)
    {
        pattern = null!;
        if (!IsWellFormed(text))
            return false;
        var leading = text.StartsWith("**", StringComparison.Ordinal);
        var trailing = text.EndsWith("**", StringComparison.Ordinal);
        if (text.AsSpan().IndexOfAny("*?[]\\") < 0)
            pattern = new PathPattern(text, Kind.Exact, null);
        else if (leading && text.AsSpan(2).IndexOfAny("*?[]\\") < 0)
            pattern = new PathPattern(text[2..], Kind.EndsWith, null);
        else if (trailing && text.AsSpan(0, text.Length - 2).IndexOfAny("*?[]\\") < 0)
            pattern = new PathPattern(text[..^2], Kind.StartsWith, null);
        else
            return TryExpression(text, out pattern);
        return true;
    }

    /// <summary>Whether <paramref name="path"/> itself matches; folders above it do not count.</summary>
    /// <param name="path">A relative path with <c>/</c>.</param>
    public bool Matches(ReadOnlySpan<char> path) => _kind switch
    {
        Kind.Exact => path.SequenceEqual(_text),
        Kind.StartsWith => path.StartsWith(_text, StringComparison.Ordinal),
        Kind.EndsWith => path.EndsWith(_text, StringComparison.Ordinal)
            || (_text.Length > 0 && _text[0] == '/' && path.SequenceEqual(_text.AsSpan(1))),
        _ => _regex!.IsMatch(path),
    };

    /// <summary>Whether something below the folder <paramref name="path"/> could match.</summary>
    /// <param name="path">A relative path with <c>/</c>.</param>
    public bool CanMatchBelow(ReadOnlySpan<char> path) => _kind switch
    {
        Kind.Exact => IsBelow(_text, path),
        Kind.EndsWith => true,
        // Without "**" a pattern has as many parts as what it matches.
        Kind.Expression when !_anyDepth && path.Count('/') >= _text.AsSpan().Count('/') => false,
        _ => LiteralPrefix.Length == 0 || path.SequenceEqual(LiteralPrefix) || IsBelow(LiteralPrefix, path) || IsBelow(path, LiteralPrefix),
    };

    private static bool IsBelow(ReadOnlySpan<char> path, ReadOnlySpan<char> folder) =>
        path.Length > folder.Length && path.StartsWith(folder, StringComparison.Ordinal) && path[folder.Length] == '/';

    private static string Prefix(string text)
    {
        var wild = text.AsSpan().IndexOfAny("*?[\\");
        var slash = (wild < 0 ? text : text[..wild]).LastIndexOf('/');
        return slash < 0 ? "" : text[..slash];
    }

    private static bool TryExpression(string text, out PathPattern pattern)
    {
        try
        {
            var expression = new Regex(Expression(text), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
            pattern = new PathPattern(text, Kind.Expression, expression);
            return true;
        }
        catch (ArgumentException)
        {
            pattern = null!;
            return false;
        }
    }

    private static string Expression(string text)
    {
        var result = new StringBuilder(@"\A");
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '*' when i + 1 < text.Length && text[i + 1] == '*':
                    i++;
                    if (i + 1 < text.Length && text[i + 1] == '/')
                        i++;
                    result.Append(i + 1 == text.Length ? ".*" : "(?:.*/)?");
                    break;
                case '*':
                    result.Append("[^/]*");
                    break;
                case '?':
                    result.Append("[^/]");
                    break;
                case '\\' when i + 1 < text.Length:
                    result.Append(Regex.Escape(text[++i].ToString()));
                    break;
                case '[':
                    i = Class(text, i, result);
                    break;
                default:
                    result.Append(Regex.Escape(text[i].ToString()));
                    break;
            }
        }

        return result.Append(@"\z").ToString();
    }

    private static int Class(string text, int at, StringBuilder result)
    {
        result.Append('[');
        for (at++; text[at] != ']'; at++)
        {
            // An opening bracket would be a subtraction after a dash.
            if (text[at] == '[')
                result.Append('\\');
            result.Append(text[at]);
            if (text[at] == '\\')
                result.Append(text[++at]);
        }

        result.Append(']');
        return at;
    }

    // The rules of Go's filepath.Match: classes are closed and not empty, ranges have two ends, escapes escape something.
    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && ++i == text.Length)
                return false;
            if (text[i] == '[' && (i == 0 || text[i - 1] != '\\' || IsEscaped(text, i - 1)) && !SkipClass(text, ref i))
                return false;
        }

        return true;
    }

    private static bool IsEscaped(string text, int at)
    {
        var count = 0;
        while (at - count > 0 && text[at - count - 1] == '\\')
            count++;
        return count % 2 == 1;
    }

    private static bool SkipClass(string text, ref int at)
    {
        at++;
        if (at < text.Length && text[at] == '^')
            at++;
        for (var ranges = 0; ; ranges++)
        {
            if (at < text.Length && text[at] == ']' && ranges > 0)
                return true;
            if (!SkipEnd(text, ref at))
                return false;
            if (at < text.Length && text[at] == '-')
            {
                at++;
                if (!SkipEnd(text, ref at))
                    return false;
            }
        }
    }

    private static bool SkipEnd(string text, ref int at)
    {
        if (at >= text.Length || text[at] is '-' or ']')
            return false;
        if (text[at] == '\\')
            at++;
        at++;
        return at < text.Length;
    }
}
