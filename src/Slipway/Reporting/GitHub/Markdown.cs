using System.Text;

namespace Slipway.Reporting.GitHub;

/// <summary>Text that is taken for Markdown, and means only itself.</summary>
/// <remarks>https://github.github.com/gfm: tables in section 4.10, indented code in section 4.4.</remarks>
internal static class Markdown
{
    /// <summary>Text in a cell or a heading: on one line, and no markup.</summary>
    public static string Cell(string text)
    {
        var cell = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => cell.Append("&amp;"),
                '<' => cell.Append("&lt;"),
                // A pipe ends a cell even inside code.
                '\\' or '|' or '`' or '*' or '_' or '[' or ']' or '~' or '#' => cell.Append('\\').Append(c),
                '\n' or '\r' or '\t' => cell.Append(' '),
                _ => cell.Append(c),
            };
        }

        return cell.ToString();
    }

    /// <summary>Lines as they are: indented, so that none of them can end the block.</summary>
    public static string Block(string content)
    {
        var text = new StringBuilder();
        foreach (var line in content.Split('\n'))
            text.Append("    ").Append(line.TrimEnd('\r')).Append('\n');
        return text.Append('\n').ToString();
    }
}
