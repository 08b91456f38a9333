using System.Text;

namespace Slipway.Parameters;

/// <summary>Lists as people write them in one text: with commas between their elements.</summary>
internal static class ListText
{
    /// <summary>The elements of <paramref name="text"/>; <c>\,</c> is a comma inside an element.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var elements = new List<string>();
        var element = new StringBuilder();
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ',')
            {
                if (element.ToString().Trim() is { Length: > 0 } whole)
                    elements.Add(whole);
                element.Clear();
            }
            else
            {
                if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] == ',')
                    i++;
                element.Append(text[i]);
            }
        }

        return elements;
    }
}
