using System.Text;

namespace Slipway.Containers.Registry;

/// <summary>What a registry wants before it answers: the value of <c>WWW-Authenticate</c> (RFC 9110, section 11.3).</summary>
/// <param name="Scheme">Such as <c>Basic</c> or <c>Bearer</c>.</param>
/// <param name="Parameters">Names and values; names without regard to case.</param>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one challenge: scheme, then <c>name="value"</c> with commas between.</summary>
    public static Challenge Parse(string scheme, string? parameters)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var text = parameters ?? "";
        for (var at = 0; at < text.Length;)
        {
            var equals = text.IndexOf('=', at);
            if (equals < 0)
                break;
            var name = text[at..equals].Trim(' ', ',', '\t');
            (values[name], at) = ReadValue(text, equals + 1);
        }

        return new Challenge(scheme, values);
    }

    // A value with commas, such as "repository:a:pull,push", stands in quotes.
    private static (string Value, int Next) ReadValue(string text, int at)
    {
        while (at < text.Length && text[at] is ' ' or '\t')
            at++;
        if (at >= text.Length || text[at] != '"')
        {
            var comma = text.IndexOf(',', at);
            var end = comma < 0 ? text.Length : comma;
            return (text[at..end].Trim(), end);
        }

        var value = new StringBuilder();
        for (at++; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at]);
        }

        return (value.ToString(), at + 1);
    }
}
