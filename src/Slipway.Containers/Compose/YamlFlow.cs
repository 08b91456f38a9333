using System.Text;

namespace Slipway.Containers.Compose;

/// <summary>Puts what stands between brackets in a form that our parser reads; it stays the same YAML.</summary>
internal static class YamlFlow
{
    /// <summary>Indents the lines between the next brackets: between them indentation means nothing, and our parser minds it.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="from">Where to look for the brackets.</param>
    public static string? Indented(string text, int from)
    {
        var result = new StringBuilder(text, 0, from, text.Length + 256);
        var (depth, pad, inside) = (0, 0, '\0');
        for (var i = from; i < text.Length; i++)
        {
            var c = text[i];
            result.Append(c);
            if (inside == '#')
                inside = c == '\n' ? '\0' : inside;
            else if (inside == '"' && c == '\\' && i + 1 < text.Length && text[i + 1] is not ('\r' or '\n'))
                result.Append(text[++i]);
            else if (inside != '\0')
                inside = c == inside ? '\0' : inside;
            else if ((c is '"' or '\'' && IsStart(text, i)) || (c == '#' && IsBlank(text, i - 1)))
                inside = c;
            else if (c is '[' or '{' && depth++ == 0)
                pad = i - text.LastIndexOf('\n', i);
            else if (c is ']' or '}' && --depth <= 0)
                return depth < 0 ? null : result.Append(text, i + 1, text.Length - i - 1).ToString();
            if (c == '\n' && depth > 0)
                result.Append(' ', pad);
        }

        return depth > 0 ? result.ToString() : null;
    }

    // Quotes in the middle of a word are none.
    private static bool IsStart(string text, int at) => IsBlank(text, at - 1) || text[at - 1] is '[' or '{' or ',' or ':';

    private static bool IsBlank(string text, int at) => at < 0 || text[at] is ' ' or '\t' or '\r' or '\n';
}
