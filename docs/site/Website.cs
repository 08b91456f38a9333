using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Slipway.Site;

/// <summary>The documents as pages: each links to all others, none needs a network.</summary>
internal sealed partial class Website
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).UseAutoLinks().Build();

    private readonly string _repository;
    private readonly IReadOnlyList<SitePage> _pages;
    private readonly List<string> _problems = [];

    private Website(string repository, IReadOnlyList<SitePage> pages) => (_repository, _pages) = (repository, pages);

    /// <summary>Its pages, in the order of the navigation.</summary>
    public IReadOnlyList<SitePage> Pages => _pages;

    /// <summary>The site of a repository.</summary>
    /// <param name="repository">Its folder.</param>
    public static Website Of(string repository) => new(repository, [.. Contents.Read(repository), ParameterPage.Of(repository), .. ApiPages.All()]);

    /// <summary>Writes it.</summary>
    /// <param name="folder">Where; what is there is replaced.</param>
    /// <returns>Links that lead nowhere, each with the file that has it.</returns>
    public IReadOnlyList<string> Write(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var page in _pages)
        {
            var file = Path.Combine(folder, page.Url);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, Html(page));
        }

        using var css = typeof(Website).Assembly.GetManifestResourceStream("site.css")!;
        using var target = File.Create(Path.Combine(folder, "site.css"));
        css.CopyTo(target);
        return _problems;
    }

    private string Html(SitePage page)
    {
        var root = string.Concat(Enumerable.Repeat("../", page.Url.Count(c => c == '/')));
        var document = Markdown.Parse(page.Markdown, _pipeline);
        foreach (var link in document.Descendants<LinkInline>())
            link.Url = Lead(page, link.Url ?? "", root);
        // Whoever listens to a table is told what a cell stands below.
        var body = document.ToHtml(_pipeline).Replace("<th>", "<th scope=\"col\">", StringComparison.Ordinal).Replace("<table>", "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
        body = EmptyHeading().Replace(body, "<td></td>").Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
        var index = _pages.TakeWhile(other => other != page).Count();
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>{Escape(page.Url == "index.html" ? "Slipway" : page.Label + " – Slipway")}</title>
            <link rel="icon" href="data:,">
            <link rel="stylesheet" href="{root}site.css">
            </head>
            <body>
            <a class="skip" href="#text">Skip to the text</a>
            <header><a href="{root}index.html">Slipway</a></header>
            <div class="page">
            <nav aria-label="All pages"><details><summary>Contents</summary>
            {Navigation(page, root)}
            </details></nav>
            <main id="text">
            {body}
            {Neighbours(index, root)}
            </main>
            </div>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    private string Navigation(SitePage here, string root) => string.Join('\n', Contents.Names.Select(section =>
        $"<p>{section}</p>\n<ul>\n{string.Join('\n', _pages.Where(page => page.Section == section).Select(page => $"<li><a href=\"{root}{page.Url}\"{(page == here ? " aria-current=\"page\"" : "")}>{Escape(page.Label)}</a></li>"))}\n</ul>"));

    private string Neighbours(int index, string root)
    {
        var next = _pages.Skip(index + 1).FirstOrDefault(page => page.Section.Length > 0);
        return _pages[index].Section.Length == 0 || next is null ? "" : $"<p class=\"next\">Next: <a href=\"{root}{next.Url}\">{Escape(next.Label)}</a></p>";
    }

    // A link goes to the page of its file.
    private string Lead(SitePage page, string link, string root)
    {
        if (link.Contains("://", StringComparison.Ordinal) || link.StartsWith('#'))
            return link.StartsWith('#') ? Anchored(page, page, link) : link;
        var parts = link.Split('#', 2);
        var file = Path.GetRelativePath(_repository, Path.GetFullPath(Path.Combine(_repository, Path.GetDirectoryName(page.Source)!, parts[0]))).Replace('\\', '/');
        if (_pages.FirstOrDefault(other => other.Source == file || other.Source == file + "/README.md") is { } target)
            return root + target.Url + (parts.Length > 1 ? Anchored(page, target, "#" + parts[1]) : "");
        _problems.Add($"{page.Source}: {(Path.Exists(Path.Combine(_repository, file)) ? "no page shows" : "there is no")} {link}");
        return link;
    }

    private string Anchored(SitePage from, SitePage to, string anchor)
    {
        var document = Markdown.Parse(to.Markdown, _pipeline);
        _ = document.ToHtml(_pipeline);
        if (!document.Descendants<HeadingBlock>().Any(heading => $"#{HeadingIds.Of(heading)}" == anchor))
            _problems.Add($"{from.Source}: {to.Source} has no {anchor}");
        return anchor;
    }

    private static string Escape(string text) => text.Contains("&lt;", StringComparison.Ordinal) ? text : HtmlEncoder.Default.Encode(text);

    // A table without headings is one of two columns whose first says what the second is about.
    [GeneratedRegex("<th scope=\"col\">\\s*</th>", RegexOptions.None, 30_000)]
    private static partial Regex EmptyHeading();
}
