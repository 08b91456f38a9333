using Microsoft.Playwright;
using Slipway.Testing;

namespace Slipway.Pages.Tests;

public sealed class ReadingReports(Browser browser) : IAsyncLifetime
{
    private readonly TestProject _project = new();
    private string _file = "";

    public async ValueTask InitializeAsync()
    {
        var clock = new FakeClock();
        _project.Time = clock;
        _project.Environment["SLIPWAY_REPORT"] = "always";
        await _project.RunAsync(new SampleBuild(clock), "Announce", "--mode", "sequential");
        _file = Path.Combine(Directory.GetDirectories(_project.PathOf(".nuke/temp/reports")).Single(), "index.html");
    }

    public ValueTask DisposeAsync()
    {
        _project.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 360)]
    public async Task It_opens_without_a_network_and_without_a_complaint(ColorScheme scheme, int width)
    {
        await using var open = await browser.OpenAsync(_file, scheme, width);

        Assert.Equal("Announce: Failed in 1 min 02 s: 6 done, 1 failed, 1 not run", await open.Page.TitleAsync());
        Assert.Equal(
            ["Failures", "Timeline", "Graph", "Nodes", "Images", "Findings", "Health gate", "Surroundings"],
            await open.Page.Locator("h2").AllInnerTextsAsync());
        Assert.True(await open.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), "the page is wider than the window");
        Assert.Empty(open.Complaints);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Every_text_stands_out_from_its_background(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(_file, scheme);

        Assert.Empty(await open.Page.EvaluateAsync<string[]>(Checks.Contrast));
    }

    [Fact]
    public async Task Everything_that_can_be_used_has_a_name()
    {
        await using var open = await browser.OpenAsync(_file);

        Assert.Empty(await open.Page.EvaluateAsync<string[]>(Checks.Names));
    }

    [Fact]
    public async Task Rows_are_found_by_words_and_by_what_is_chosen()
    {
        await using var open = await browser.OpenAsync(_file);
        var findings = open.Page.Locator("section", new PageLocatorOptions { HasText = "What Trivy found." });

        await findings.GetByLabel("Severity").SelectOptionAsync("critical");
        await findings.GetByLabel("Search").FillAsync("RUST openssl");

        Assert.Equal(["rust-core-engine"], await open.RowsAsync("table-1"));
        Assert.Equal("1 of 9 rows", await findings.Locator("output").InnerTextAsync());
        await findings.GetByLabel("Search").FillAsync("");
        Assert.Equal("3 of 9 rows", await findings.Locator("output").InnerTextAsync());
        Assert.Empty(open.Complaints);
    }

    [Fact]
    public async Task Numbers_are_ordered_as_numbers()
    {
        await using var open = await browser.OpenAsync(_file);
        var size = open.Page.Locator("#table-0-table").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "Size" });

        await size.ClickAsync();
        Assert.Equal(["rust-core-engine", "python-ai-service", "nextjs-ui-dashboard"], await open.RowsAsync("table-0"));

        await size.PressAsync("Enter");
        Assert.Equal(["nextjs-ui-dashboard", "python-ai-service", "rust-core-engine"], await open.RowsAsync("table-0"));
        Assert.Equal("descending", await open.Page.Locator("#table-0-table th", new PageLocatorOptions { HasText = "Size" }).GetAttributeAsync("aria-sort"));
    }

    [Fact]
    public async Task A_bar_leads_to_its_row_even_where_that_was_filtered_out()
    {
        await using var open = await browser.OpenAsync(_file);
        await open.Page.Locator("#nodes").GetByLabel("Search").FillAsync("nothing like it");

        await open.Page.Locator("svg.timeline a").First.ClickAsync();

        Assert.EndsWith("#node-0", open.Page.Url, StringComparison.Ordinal);
        Assert.True(await open.Page.Locator("#node-0").IsVisibleAsync());
    }

    [Fact]
    public async Task The_colours_are_the_readers_to_choose_and_are_remembered()
    {
        await using var open = await browser.OpenAsync(_file);
        var button = open.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Dark" });

        await button.ClickAsync();
        Assert.Equal("dark", await open.Page.EvaluateAsync<string>("getComputedStyle(document.documentElement).colorScheme"));

        await open.Page.ReloadAsync();
        Assert.Equal("true", await button.GetAttributeAsync("aria-pressed"));
    }

    [Fact]
    public async Task All_of_it_is_reached_by_the_keyboard()
    {
        await using var open = await browser.OpenAsync(_file);

        await open.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the report", await open.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        var reached = new HashSet<string>();
        for (var i = 0; i < 120; i++)
        {
            reached.Add(await open.Page.EvaluateAsync<string>("document.activeElement.closest('section, nav, header')?.id || document.activeElement.closest('nav')?.tagName || ''"));
            await open.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Superset(new HashSet<string>(["NAV", "failures", "timeline", "graph", "nodes", "table-0", "table-1", "table-2"]), reached);
    }

    [Fact]
    public async Task Printed_it_shows_whole_tables_and_no_controls()
    {
        await using var open = await browser.OpenAsync(_file);
        await open.Page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.False(await open.Page.Locator("nav").IsVisibleAsync());
        Assert.Equal("none", await open.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.scroll')).maxHeight"));
        Assert.True((await open.Page.PdfAsync()).Length > 10_000);
    }

    [Fact]
    public async Task Links_to_logs_lead_to_what_the_node_said()
    {
        await using var open = await browser.OpenAsync(_file);

        await open.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "log of BuildImages:rust-core-engine" }).ClickAsync();

        Assert.Equal("[4/9] RUN make <rust-core-engine>", await open.Page.EvaluateAsync<string>("document.body.innerText.trim()"));
    }
}
