namespace Slipway.Site;

/// <summary>A page of the site.</summary>
/// <param name="Url">Where it is, from the site's root, such as <c>docs/guide.html</c>.</param>
/// <param name="Section">What it stands below in the navigation; empty for pages that are reached from others only.</param>
/// <param name="Label">What it is called there.</param>
/// <param name="Markdown">Its text.</param>
internal sealed record SitePage(string Url, string Section, string Label, string Markdown)
{
    /// <summary>The file that it is made from, relative to the repository, with <c>/</c>; the one that its links start from.</summary>
    public required string Source { get; init; }
}
