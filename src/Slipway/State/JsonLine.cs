using System.Globalization;
using System.Text;

namespace Slipway.State;

/// <summary>Writes JSON (RFC 8259) without loading a library for it on the way to the first target.</summary>
internal static class JsonLine
{
    /// <summary>Appends a text in quotes.</summary>
    public static StringBuilder Quoted(this StringBuilder line, string text)
    {
        line.Append('"');
        foreach (var c in text)
        {
            // A half of a surrogate pair by itself would not survive UTF-8.
            if (c < ' ' || char.IsSurrogate(c))
                line.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                line.Append(c is '"' or '\\' ? "\\" : "").Append(c);
        }

        return line.Append('"');
    }

    /// <summary>Appends a member that follows others.</summary>
    public static StringBuilder Field(this StringBuilder line, string name, string value) =>
        line.Append(',').Quoted(name).Append(':').Quoted(value);

    /// <summary>Appends a member that follows others, with several texts.</summary>
    public static StringBuilder List(this StringBuilder line, string name, IReadOnlyList<string> values)
    {
        line.Append(',').Quoted(name).Append(":[");
        for (var i = 0; i < values.Count; i++)
            line.Append(i == 0 ? "" : ",").Quoted(values[i]);
        return line.Append(']');
    }
}
