using System.Text;

namespace Slipway.Containers.Dockerfiles;

/// <summary>Splits at commas outside of double quotes.</summary>
internal static class CommaFields
{
    /// <summary>The fields, or <see langword="null"/> where a quote is out of place.</summary>
    public static List<string>? Split(string text)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
            return [.. text.Split(',')];
        var fields = new List<string>();
        for (var at = 0; ; at++)
        {
            var field = at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at);
            if (field is null)
                return null;
            fields.Add(field);
            if (at >= text.Length)
                return fields;
            if (text[at] != ',')
                return null;
        }
    }

    private static string? Plain(string text, ref int at)
    {
        var start = at;
        while (at < text.Length && text[at] != ',')
        {
            if (text[at++] == '"')
                return null;
        }

        return text[start..at];
    }

    private static string? Quoted(string text, ref int at)
    {
        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                return field.ToString();
            }
        }

        return null;
    }
}
