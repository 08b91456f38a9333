using System.Text;

namespace Slipway.Files;

/// <summary>Reads the patterns of a <see cref="GlobSet"/>.</summary>
internal static class GlobReader
{
    // {a,b}{a,b}… doubles with each pair: nobody means thousands.
    private const int MostAlternatives = 256;

    private static readonly char[] Wildcards = ['*', '?', '['];

    public static GlobPattern[] Read(IEnumerable<string> patterns, bool leavesOut, bool ignoresCase, List<Problem> problems)
    {
        var read = new List<GlobPattern>();
        foreach (var pattern in patterns)
        {
            var text = leavesOut ? pattern[1..] : pattern;
            if (Fault(text) is { } fault)
            {
                problems.Add(FilesProblems.BadPattern(pattern, fault));
                continue;
            }

            try
            {
                var alternatives = new List<string>();
                Expand(text, alternatives);
                foreach (var alternative in alternatives)
                    read.AddRange(ReadOne(alternative, leavesOut, ignoresCase));
            }
            catch (FormatException e)
            {
                problems.Add(FilesProblems.BadPattern(pattern, e.Message));
            }
        }

        return [.. read];
    }

    private static string? Fault(string text) =>
        text.Length == 0 ? "it is empty"
        : text.Contains('\\', StringComparison.Ordinal) ? "it holds '\\'; write / between folders, and [*] for a star"
        : text.StartsWith('/') ? "it begins with /; patterns are relative"
        : text.Split('/').Contains("..", StringComparer.Ordinal) ? "it leads out of its folder"
        : null;

    private static IEnumerable<GlobPattern> ReadOne(string text, bool leavesOut, bool ignoresCase)
    {
        var parts = text.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToList();
        if (parts.Count == 0 || text.EndsWith('/'))
            parts.Add("**");
        var isLiteral = text.IndexOfAny(Wildcards) < 0 && parts[^1] != "**";
        var picksBelow = parts[^1] == "**";
        var names = new List<GlobName?>();
        foreach (var part in parts)
        {
            // ** after ** stands for no more than one.
            if (part != "**")
                names.Add(new GlobName(Tokens(part), ignoresCase));
            else if (names.Count == 0 || names[^1] is not null)
                names.Add(null);
        }

        if (names.Count > GlobPattern.MostNames)
            throw new FormatException($"it has more than {GlobPattern.MostNames} names");
        if (picksBelow && leavesOut && names.Count > 1)
            return [new GlobPattern([.. names[..^1]], matchesFoldersOnly: true)];
        if (picksBelow)
            names.Add(GlobName.Anything);
        var pattern = new GlobPattern([.. names], matchesFoldersOnly: false);
        return isLiteral && !leavesOut ? [pattern, new GlobPattern([.. names, null, GlobName.Anything], matchesFoldersOnly: false)] : [pattern];
    }

    private static void Expand(string text, List<string> alternatives)
    {
        var (open, close) = Braces(text, out var commas);
        if (open < 0)
        {
            alternatives.Add(text);
            if (alternatives.Count > MostAlternatives)
                throw new FormatException($"its braces stand for more than {MostAlternatives} patterns");
            return;
        }

        var start = open + 1;
        foreach (var end in commas.Append(close))
        {
            Expand(text[..open] + text[start..end] + text[(close + 1)..], alternatives);
            start = end + 1;
        }
    }

    // The first braces outside of a class, and the commas that are theirs.
    private static (int Open, int Close) Braces(string text, out List<int> commas)
    {
        commas = [];
        var (open, depth) = (-1, 0);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '[':
                    i = ClassEnd(text, i);
                    break;
                case '{':
                    open = depth++ == 0 ? i : open;
                    break;
                case ',' when depth == 1:
                    commas.Add(i);
                    break;
                case '}' when depth == 0:
                    throw new FormatException("its } closes nothing; write [}] for the character");
                case '}' when --depth == 0:
                    return (open, i);
                default:
                    break;
            }
        }

        return depth == 0 ? (-1, -1) : throw new FormatException("its { is not closed; write [{] for the character");
    }

    private static int ClassEnd(string text, int open)
    {
        var first = open + 1;
        if (first < text.Length && text[first] is '!' or '^')
            first++;
        // A ] that comes first stands for itself.
        var close = first + 1 < text.Length ? text.IndexOf(']', first + 1) : -1;
        return close > 0 && !text[open..close].Contains('/', StringComparison.Ordinal)
            ? close
            : throw new FormatException("its [ is not closed; write [[] for the character");
    }

    private static List<GlobToken> Tokens(string part)
    {
        var tokens = new List<GlobToken>();
        for (var i = 0; i < part.Length; i++)
        {
            if (part[i] == '*')
            {
                tokens.Add(new GlobToken(GlobTokenKind.Star));
            }
            else if (part[i] == '?')
            {
                tokens.Add(new GlobToken(GlobTokenKind.Any));
            }
            else if (part[i] == '[')
            {
                var close = ClassEnd(part, i);
                tokens.Add(Class(part[(i + 1)..close]));
                i = close;
            }
            else
            {
                Rune.DecodeFromUtf16(part.AsSpan(i), out var character, out var length);
                tokens.Add(new GlobToken(GlobTokenKind.Character, character));
                i += length - 1;
            }
        }

        return tokens;
    }

    private static GlobToken Class(string text)
    {
        var isNegated = text[0] is '!' or '^';
        var characters = (isNegated ? text[1..] : text).EnumerateRunes().ToArray();
        var ranges = new List<(Rune, Rune)>();
        for (var i = 0; i < characters.Length; i++)
        {
            var isRange = i + 2 < characters.Length && characters[i + 1] == new Rune('-');
            var to = isRange ? characters[i + 2] : characters[i];
            if (to < characters[i])
                throw new FormatException($"its range {characters[i]}-{to} is empty");
            ranges.Add((characters[i], to));
            i += isRange ? 2 : 0;
        }

        return new GlobToken(GlobTokenKind.Class, Ranges: ranges, IsNegated: isNegated);
    }
}
