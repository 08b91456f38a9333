using YamlDotNet.Core;

namespace Slipway.Containers.Compose;

/// <summary>Texts that are YAML to compose, and that our parser takes for none: they are put in a form that it reads.</summary>
internal static class YamlSlips
{
    // A file with more of them was made to have them; a large one would be read for minutes.
    private const int Most = 200;
    private const int MostCharacters = 20_000_000;

    // YAML 1.1, section 4.1.4: the parser knows the last three as well.
    private static readonly char[] LineEnds = ['\n', '\r', '\u0085', '\u2028', '\u2029'];

    /// <summary>Reads a text, mended as often as that helps.</summary>
    /// <param name="text">The text.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="YamlException">It is no YAML to compose either.</exception>
    public static T Read<T>(string text, Func<string, T> read)
    {
        var most = Math.Min(Most, MostCharacters / Math.Max(1, text.Length));
        var stuck = -1;
        for (var i = 0; ; i++)
        {
            try
            {
                return read(text);
            }
            catch (YamlException e) when (i < most && Mended(text, e) is { } mended)
            {
                text = mended;
            }
            catch (YamlStuckException e)
            {
                // Stuck at the same place again: it was not that.
                text = (i < most && e.From != stuck ? YamlFlow.Indented(text, e.From) : null) ?? throw e.InnerException!;
                stuck = e.From;
            }
        }
    }

    private static string? Mended(string text, YamlException e)
    {
        if (e.Message.Contains("found wrong indentation", StringComparison.Ordinal))
        {
            // Between quotes, blanks in front of a line mean nothing; in front of the quote they would move it.
            var line = LineStart(text, (int)e.End.Index);
            return line > e.Start.Index ? text.Insert(line, new string(' ', (int)e.Start.Column)) : null;
        }

        if (e.Message.Contains("found unknown escape character", StringComparison.Ordinal))
        {
            var at = (int)e.End.Index;
            return at + 1 < text.Length && text[at] == '\\' && text[at + 1] == '\'' ? text.Remove(at, 1) : null;
        }

        // Our parser loses the comma behind a value with an anchor, and takes the next of two.
        if (e.Message.Contains("did not find expected ',' or '}'", StringComparison.Ordinal))
            return CommaBefore(text, (int)e.Start.Index) is > 0 and var comma && text[comma - 1] != ',' ? text.Insert(comma, ",") : null;
        // A dash alone between brackets is a text to compose.
        if (e.Message.Contains("nvalid key indicator format", StringComparison.Ordinal))
            return Math.Max((int)e.Start.Index - 1, 0) is var near && text.AsSpan(near) is var rest && rest.IndexOf('-') is >= 0 and <= 1 and var dash && rest.Length > dash + 1 && rest[dash + 1] is ',' or ']' or '}'
                ? text.Remove(near + dash, 1).Insert(near + dash, "\"-\"")
                : null;
        if (e.Message.Contains("found invalid comment after", StringComparison.Ordinal))
            return text.IndexOf('#', Math.Max((int)e.Start.Index - 1, 0)) is >= 0 and var note ? text.Insert(note, " ") : null;
        return e.Message.Contains("found extra spaces in first line", StringComparison.Ordinal) ? WithoutBlanks(text, (int)e.Start.Index) : null;
    }

    // The comma that ends what stands before a place, comments left aside.
    private static int CommaBefore(string text, int at)
    {
        for (; at > 0; at--)
        {
            var start = LineStart(text, at);
            var line = text.AsSpan(start, at - start);
            line = line.TrimStart() is ['#', ..] ? [] : line[..(line.IndexOf(" #") is >= 0 and var comment ? comment : line.Length)].TrimEnd();
            if (line.Length > 0)
                return line[^1] == ',' ? start + line.Length - 1 : -1;
            at = start;
        }

        return -1;
    }

    // Lines before the first one of a block that have blanks only, and no more of them than that line.
    private static string? WithoutBlanks(string text, int at)
    {
        var first = LineStart(text, at);
        var indent = text.AsSpan(first).IndexOfAnyExcept(' ');
        var mended = text;
        for (var end = first - 1; end > 0;)
        {
            var start = LineStart(text, end);
            var length = end - start;
            if (text.AsSpan(start, length).IndexOfAnyExcept(' ') >= 0 || length > indent)
                break;
            mended = mended.Remove(start, length);
            end = start - 1;
        }

        return mended.Length < text.Length ? mended : null;
    }

    private static int LineStart(string text, int at) => at == 0 ? 0 : text.LastIndexOfAny(LineEnds, Math.Min(at, text.Length) - 1) + 1;
}
