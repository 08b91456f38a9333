using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace Slipway.Site;

/// <summary>What headings are linked to by.</summary>
internal static class HeadingIds
{
    /// <summary>The id of a heading, once it has one.</summary>
    /// <param name="heading">The heading.</param>
    public static string? Of(HeadingBlock heading) => heading.TryGetAttributes()?.Id;
}
