namespace Slipway.GitHub;

/// <summary>The address of the next page, in a <c>Link</c> header (RFC 8288, section 3).</summary>
internal static class NextPage
{
    /// <summary>The address; <see langword="null"/> where this is the last page.</summary>
    /// <param name="link">The header, as in <c>&lt;https://…?page=2>; rel="next", &lt;…>; rel="last"</c>.</param>
    /// <param name="page">This page, which relative addresses start from.</param>
    public static Uri? Of(string? link, Uri page)
    {
        var rest = link ?? "";
        while (rest.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start && rest.IndexOf('>', start) is >= 0 and var end)
        {
            var address = rest[(start + 1)..end];
            // Commas part links, and stand inside addresses too; those are behind us now.
            var next = rest.IndexOf('<', end);
            var parameters = next < 0 ? rest[(end + 1)..] : rest[(end + 1)..next];
            if (parameters.Split(';', ',').Any(IsNext))
                return Uri.TryCreate(page, address, out var found) ? found : null;
            rest = rest[(end + 1)..];
        }

        return null;
    }

    private static bool IsNext(string parameter) =>
        parameter.Split('=', 2, StringSplitOptions.TrimEntries) is [var name, var value]
        && name.Equals("rel", StringComparison.OrdinalIgnoreCase)
        && value.Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase);
}
