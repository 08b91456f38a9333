using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Splits arguments at blanks outside of quotes; quotes stay.</summary>
internal static class DockerfileWords
{
    /// <summary>The words of <paramref name="text"/>, quotes and escapes kept.</summary>
    public static List<string> Split(string text, char escape = '\\')
    {
        var words = new List<string>();
        while (true)
        {
            text = text.TrimStart();
            if (text.Length == 0)
                return words;
            words.Add(Scan(text, escape, out var length));
            text = text[length..];
        }
    }

    /// <summary>The first word of <paramref name="text"/>, quotes and escapes resolved as in flags.</summary>
    public static string First(string text, char escape, out int length)
    {
        var raw = Scan(text, escape, out length);
        var word = new StringBuilder(raw.Length);
        var quote = '\0';
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == escape && quote != '\'' && i + 1 < raw.Length)
                word.Append(raw[++i]);
            else if (quote == '\0' && raw[i] is '"' or '\'')
                quote = raw[i];
            else if (quote != '\0' && raw[i] == quote)
                quote = '\0';
            else
                word.Append(raw[i]);
        }

        return word.ToString();
    }

    private static string Scan(string text, char escape, out int length)
    {
        var quote = '\0';
        for (length = 0; length < text.Length; length++)
        {
            var c = text[length];
            if (c == escape && quote != '\'' && length + 1 < text.Length)
                length++;
            else if (quote == '\0' && char.IsWhiteSpace(c))
                break;
            else if (quote == '\0' && c is '"' or '\'')
                quote = c;
            else if (c == quote)
                quote = '\0';
        }

        return text[..length];
    }
}
