namespace Slipway.GitHub.Workflows;

/// <summary>An expression in a text: what stands between <c>${{</c> and <c>}}</c>.</summary>
internal sealed record ExpressionText(string Text, bool IsClosed)
{
    /// <summary>All expressions of a text. Texts in quotes may hold <c>}}</c>.</summary>
    public static IEnumerable<ExpressionText> In(string text)
    {
        for (var start = text.IndexOf("${{", StringComparison.Ordinal); start >= 0; start = text.IndexOf("${{", start, StringComparison.Ordinal))
        {
            var (end, quoted) = (start + 3, false);
            while (end < text.Length && (quoted || !text.AsSpan(end).StartsWith("}}")))
            {
                quoted ^= text[end] == '\'';
                end++;
            }

            yield return new ExpressionText(text[(start + 3)..Math.Min(end, text.Length)], end < text.Length);
            start = end;
        }
    }
}
