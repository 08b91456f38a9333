using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.BuildKit;

/// <summary>Rules from patterns in the language of <c>.dockerignore</c>: the last one that matches an entry or a folder above it decides.</summary>
internal sealed class PatternRules : IIgnoreRules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly List<(Regex Pattern, bool IsException)> _rules = [];
    private readonly bool _hasExceptions;

    public PatternRules(IEnumerable<string> patterns)
    {
        foreach (var pattern in patterns)
        {
            var isException = pattern.StartsWith('!');
            var text = (isException ? pattern[1..] : pattern).Trim('/');
            if (text.Length > 0)
                _rules.Add((Compile(text), isException));
            _hasExceptions |= isException;
        }
    }

    public bool LeavesOut(string path)
    {
        var isLeftOut = false;
        foreach (var (pattern, isException) in _rules)
        {
            if (isException == isLeftOut && MatchesOrAbove(pattern, path))
                isLeftOut = !isException;
        }

        return isLeftOut;
    }

    public bool MayKeepBelow(string folder) => _hasExceptions;

    /// <summary>The pattern as a regular expression for a whole path: <c>*</c> and <c>?</c> stay within a name, <c>**</c> does not.</summary>
    public static Regex Compile(string pattern)
    {
        var text = new StringBuilder(@"\A");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*' when i + 1 < pattern.Length && pattern[i + 1] == '*':
                    i++;
                    if (i + 1 < pattern.Length && pattern[i + 1] == '/')
                        i++;
                    text.Append(i + 1 == pattern.Length ? ".*" : "(.*/)?");
                    break;
                case '*':
                    text.Append("[^/]*");
                    break;
                case '?':
                    text.Append("[^/]");
                    break;
                case '\\' when i + 1 < pattern.Length:
                    text.Append(Regex.Escape(pattern[++i].ToString()));
                    break;
                case '[' when pattern.IndexOf(']', i + 2 > pattern.Length ? i : i + 2) is var end and > 0:
                    text.Append(pattern.AsSpan(i, end - i + 1));
                    i = end;
                    break;
                default:
                    text.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return new Regex(text.Append(@"\z").ToString(), RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Patience);
    }

    /// <summary>Whether a pattern matches a path or a folder above it.</summary>
    public static bool MatchesOrAbove(Regex pattern, string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
        {
            if (pattern.IsMatch(path.AsSpan(0, end)))
                return true;
        }

        return pattern.IsMatch(path);
    }
}
