using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Slipway.Pages.Tests;

public sealed partial class ReadingTheSite(RenderedSite site, Browser browser) : IClassFixture<RenderedSite>
{
    [Fact]
    public void Every_link_of_the_documents_leads_to_a_page_and_to_a_heading_of_it() => Assert.Empty(site.Problems);

    [Fact]
    public void Every_link_of_the_pages_leads_to_a_file_that_is_there()
    {
        var pages = Directory.EnumerateFiles(site.Folder, "*.html", SearchOption.AllDirectories).ToDictionary(file => file, File.ReadAllText, StringComparer.Ordinal);
        var broken = new List<string>();
        foreach (var (file, text) in pages)
        {
            foreach (var href in Href().Matches(text).Select(match => match.Groups["to"].Value).Where(href => !href.Contains(':', StringComparison.Ordinal)))
            {
                var parts = href.Split('#', 2);
                var target = parts[0].Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, parts[0]));
                if (!File.Exists(target) || (parts.Length > 1 && !pages[target].Contains($" id=\"{parts[1]}\"", StringComparison.Ordinal)))
                    broken.Add($"{Path.GetRelativePath(site.Folder, file)}: {href}");
            }
        }

        Assert.True(pages.Count > 50, $"{pages.Count} pages");
        Assert.Empty(broken);
    }

    [Fact]
    public async Task The_contents_lead_from_the_start_to_the_reference()
    {
        await using var open = await browser.OpenAsync(site.PathOf("index.html"));

        Assert.Equal(["Start", "Migrating", "Explanations", "Reference", "Stacks"], await open.Page.Locator("nav p").AllInnerTextsAsync());
        await open.Page.Locator("nav a", new PageLocatorOptions { HasTextString = "Ten minutes to a healthy stack" }).ClickAsync();
        Assert.Equal("Ten minutes to a healthy stack", await open.Page.Locator("h1").InnerTextAsync());
        Assert.Equal("Ten minutes to a healthy stack", await open.Page.Locator("nav a[aria-current]").InnerTextAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task A_phone_opens_the_contents_at_a_touch()
    {
        await using var open = await browser.OpenAsync(site.PathOf("docs/guide.html"), width: 360);

        var before = await open.Page.Locator("nav li").First.IsVisibleAsync();
        await open.Page.Locator("nav summary").ClickAsync();

        Assert.False(before);
        Assert.True(await open.Page.Locator("nav li").First.IsVisibleAsync());
    }

    [Theory]
    [InlineData("index.html")]
    [InlineData("docs/start.html")]
    [InlineData("docs/reference/made/parameters.html")]
    [InlineData("docs/reference/made/slipway.testing.html")]
    public async Task A_page_is_read_in_the_light_in_the_dark_and_on_a_phone(string page)
    {
        foreach (var (scheme, width) in ((ColorScheme, int)[])[(ColorScheme.Light, 1280), (ColorScheme.Dark, 1280), (ColorScheme.Dark, 360)])
        {
            await using var open = await browser.OpenAsync(site.PathOf(page), scheme, width);

            Assert.Empty(open.Complaints);
            Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), $"{page} is wider than a window of {width}");
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(Checks.Contrast));
            Assert.Empty(await open.Page.EvaluateAsync<string[]>(Checks.Names));
        }
    }

    [GeneratedRegex(" (href|src)=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Href();
}
