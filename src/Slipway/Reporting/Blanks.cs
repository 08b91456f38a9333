using System.Text;

namespace Slipway.Reporting;

/// <summary>Spaces between columns.</summary>
/// <remarks>Copied from a text that is there: filling one with a character is compiled anew in each process that does it.</remarks>
internal static class Blanks
{
    private const string Some = "                                ";

    /// <summary>Appends as many spaces; none where the count is negative.</summary>
    public static StringBuilder AppendBlanks(this StringBuilder text, int count)
    {
        for (; count > Some.Length; count -= Some.Length)
            text.Append(Some);
        return text.Append(Some, 0, Math.Max(0, count));
    }

    /// <summary>Takes away the spaces at the end.</summary>
    public static StringBuilder TrimBlanks(this StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text;
    }
}
