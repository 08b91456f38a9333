using System.Text;
using System.Text.RegularExpressions;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Cuts and replaces by patterns with <c>*</c> and <c>?</c>, as in <c>${name#pattern}</c>.</summary>
internal static class ShellPattern
{
    /// <summary>The value without what the pattern matches at its start; a second <c>#</c> takes as much as possible.</summary>
    public static string CutStart(string value, string pattern)
    {
        var isLongest = pattern is ['#', ..];
        return Cut(value, isLongest ? pattern[1..] : pattern, isLongest);
    }

    /// <summary>The value without what the pattern matches at its end; a second <c>%</c> takes as much as possible.</summary>
    public static string CutEnd(string value, string pattern)
    {
        // The shortest match at the end is the shortest at the start of what is turned around.
        var isLongest = pattern is ['%', ..];
        return Reverse(Cut(Reverse(value), ReversePattern(isLongest ? pattern[1..] : pattern), isLongest));
    }

    /// <summary>The value with the first, or every, match replaced.</summary>
    public static string Replace(string value, string pattern, string replacement, bool all)
    {
        var expression = Expression(pattern, isLongest: true, isAtStart: false);
        var end = -1;
        if (all)
        {
            // Nothing is not found right behind what was found.
            return expression.Replace(value, match =>
            {
                var isEmptyBehind = match.Length == 0 && match.Index == end;
                end = match.Index + match.Length;
                return isEmptyBehind ? "" : Fill(replacement, match.Value);
            });
        }

        var first = expression.Match(value);
        return first.Success ? value[..first.Index] + replacement + value[(first.Index + first.Length)..] : value;
    }

    private static string Cut(string value, string pattern, bool isLongest)
    {
        var match = Expression(pattern, isLongest, isAtStart: true).Match(value);
        return match.Success ? value[match.Length..] : value;
    }

    // No pattern may take long on a value: the engine without backtracking reads each once.
    private static Regex Expression(string pattern, bool isLongest, bool isAtStart)
    {
        var result = new StringBuilder(isAtStart ? @"\A" : "");
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '*':
                    result.Append(isLongest ? ".*" : ".*?");
                    break;
                case '?':
                    result.Append('.');
                    break;
                case '\\' when i + 1 < pattern.Length && pattern[i + 1] is '}' or '/':
                    break;
                case '\\':
                    if (i + 1 == pattern.Length || pattern[i + 1] is not ('*' or '?' or '\\'))
                        throw new WordException($"the pattern '{pattern}' escapes what needs no escape");
                    result.Append('\\').Append(pattern[++i]);
                    break;
                default:
                    result.Append(Regex.Escape(pattern[i].ToString()));
                    break;
            }
        }

        return new Regex(result.ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
    }

    // Where every match is replaced, the engine's library takes $0 for the match and other names for nothing.
    private static string Fill(string replacement, string match)
    {
        if (!replacement.Contains('$', StringComparison.Ordinal))
            return replacement;
        var result = new StringBuilder();
        for (var i = 0; i < replacement.Length; i++)
        {
            if (replacement[i] != '$')
            {
                result.Append(replacement[i]);
                continue;
            }

            if (i + 1 < replacement.Length && replacement[i + 1] == '$')
            {
                result.Append('$');
                i++;
                continue;
            }

            var braced = i + 1 < replacement.Length && replacement[i + 1] == '{';
            var start = i + (braced ? 2 : 1);
            var end = start;
            while (end < replacement.Length && (char.IsLetterOrDigit(replacement[end]) || replacement[end] == '_'))
                end++;
            if (end == start || (braced && (end == replacement.Length || replacement[end] != '}')))
            {
                result.Append('$');
                continue;
            }

            if (replacement.AsSpan(start, end - start).TrimStart('0').IsEmpty)
                result.Append(match);
            i = braced ? end : end - 1;
        }

        return result.ToString();
    }

    private static string ReversePattern(string pattern)
    {
        var runes = pattern.EnumerateRunes().ToArray();
        var result = new Rune[runes.Length];
        for (var i = 0; i < runes.Length; i++)
        {
            var at = runes.Length - 1 - i;
            if (runes[i].Value == '\\' && i < runes.Length - 1)
            {
                result[at - 1] = runes[i];
                result[at] = runes[++i];
            }
            else
            {
                result[at] = runes[i];
            }
        }

        return string.Concat(result);
    }

    private static string Reverse(string text) => string.Concat(text.EnumerateRunes().Reverse());
}
