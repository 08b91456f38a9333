using System.Text;

namespace Slipway.Reporting;

/// <summary>Two columns of text that fit a terminal of 80 columns.</summary>
internal static class TextTable
{
    private const int Width = 80;
    private const int WidestLeft = 28;

    /// <summary>Adds rows. What does not fit on a line goes on below, in its column.</summary>
    /// <param name="text">What they are added to.</param>
    /// <param name="rows">The texts of both columns.</param>
    /// <param name="signs">What the output can show: signs in ASCII take more columns.</param>
    public static void Append(StringBuilder text, IEnumerable<(string Left, string Right)> rows, Signs signs)
    {
        var all = rows.Select(row => (Left: signs.Of(row.Left), Right: signs.Of(row.Right))).ToList();
        var left = all.Select(row => row.Left.Length).Where(length => length <= WidestLeft).DefaultIfEmpty(0).Max();
        var indent = new string(' ', left + 4);
        foreach (var row in all)
        {
            text.Append("  ").Append(row.Left);
            if (row.Right.Length > 0 && row.Left.Length > left)
                text.AppendLine().Append(indent);
            else if (row.Right.Length > 0)
                text.Append(' ', left + 2 - row.Left.Length);
            text.AppendLine(string.Join(Environment.NewLine + indent, Lines(row.Right, Width - indent.Length)));
        }
    }

    /// <summary>The lines of a paragraph.</summary>
    public static IEnumerable<string> Lines(string paragraph, int width = Width)
    {
        var line = new StringBuilder();
        foreach (var word in paragraph.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > width)
            {
                yield return line.ToString();
                line.Clear();
            }

            if (line.Length > 0)
                line.Append(' ');
            line.Append(word);
        }

        yield return line.ToString();
    }
}
