using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Splits what follows a keyword into words, each kind as its instructions do.</summary>
internal static class DockerfileWords
{
    private static readonly System.Buffers.SearchValues<char> Blanks = System.Buffers.SearchValues.Create("\t\v\f\r ");

    /// <summary>Where the blanks between two words begin and end.</summary>
    public static (int Start, int End) Gap(string text, int from)
    {
        var start = text.AsSpan(from).IndexOfAny(Blanks);
        if (start < 0)
            return (text.Length, text.Length);
        start += from;
        var length = text.AsSpan(start).IndexOfAnyExcept(Blanks);
        return (start, length < 0 ? text.Length : start + length);
    }

    /// <summary>The words between blanks; quotes mean nothing.</summary>
    public static List<string> Plain(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var (start, end) = Gap(text, at);
            words.Add(text[at..start]);
            at = end;
        }

        return words;
    }

    /// <summary>The words between blanks outside of quotes; quotes and escapes stay.</summary>
    public static List<string> Quoted(string text, char escape)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        var begun = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                End();
                continue;
            }

            if (c == escape && quote != '\'')
            {
                // An escape character at the very end is dropped.
                if (i + 1 == text.Length)
                    break;
                word.Append(c).Append(text[++i]);
                continue;
            }

            if (quote == '\0' && c is '"' or '\'')
                (quote, begun) = (c, true);
            else if (c == quote)
                quote = '\0';
            word.Append(c);
        }

        End();
        return words;

        void End()
        {
            if (begun || word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
            begun = false;
        }
    }
}
