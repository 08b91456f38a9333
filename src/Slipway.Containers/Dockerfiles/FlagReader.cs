using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Reads the flags between a keyword and its arguments.</summary>
internal static class FlagReader
{
    /// <summary>The flags, quotes and escapes resolved.</summary>
    /// <param name="line">The line.</param>
    /// <param name="at">Where to begin; moved to the arguments.</param>
    /// <param name="escape">The escape character.</param>
    /// <param name="path">The file, for places.</param>
    public static List<DockerfileFlag> Read(LogicalLine line, ref int at, char escape, string path)
    {
        var text = line.Text;
        var flags = new List<DockerfileFlag>();
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at + 1 >= text.Length || text[at] != '-' || text[at + 1] != '-')
                return flags;
            var start = at;
            var word = Word(text, ref at, escape);
            // Two dashes alone end the flags.
            if (word == "--")
                return flags;
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var place = line.At(start, path);
            flags.Add(equals < 0
                ? new DockerfileFlag(word[2..], "", place) { HasValue = false }
                : new DockerfileFlag(word[2..equals], word[(equals + 1)..], place));
        }
    }

    private static string Word(string text, ref int at, char escape)
    {
        var word = new StringBuilder();
        var quote = '\0';
        for (; at < text.Length; at++)
        {
            var c = text[at];
            if (quote == '\0' && char.IsWhiteSpace(c))
                break;
            if (c == escape)
            {
                if (at + 1 < text.Length)
                    word.Append(text[++at]);
            }
            else if (quote == '\0' && c is '"' or '\'')
            {
                quote = c;
            }
            else if (quote != '\0' && c == quote)
            {
                quote = '\0';
            }
            else
            {
                word.Append(c);
            }
        }

        return word.ToString();
    }
}
