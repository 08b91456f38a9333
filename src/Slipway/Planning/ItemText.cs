using System.Globalization;

namespace Slipway.Planning;

/// <summary>Items in the names of their nodes.</summary>
internal static class ItemText
{
    /// <summary>An item's text on one line: what terminals and readers of lines would obey is written out, as <c>\u000a</c>.</summary>
    public static string Of(object item)
    {
        var text = item.ToString() ?? "";
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return string.Concat(text.Select(c => char.IsControl(c) ? "\\u" + ((int)c).ToString("x4", CultureInfo.InvariantCulture) : c.ToString()));
        }

        return text;
    }
}
