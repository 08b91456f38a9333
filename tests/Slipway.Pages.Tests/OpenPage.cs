using Microsoft.Playwright;

namespace Slipway.Pages.Tests;

/// <summary>A page that is open, and what went wrong in it.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    public OpenPage(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) => _complaints.Add($"console {message.Type}: {message.Text}");
        page.PageError += (_, error) => _complaints.Add($"error: {error}");
        page.Request += (_, request) => _complaints.AddRange(request.Url.StartsWith("file:", StringComparison.Ordinal) ? [] : [$"request: {request.Url}"]);
    }

    public IPage Page { get; }

    /// <summary>What it wrote to its console, threw, or asked a network for.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>The visible rows of a table, each as the text of its first cell.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string table) =>
        [.. (await Page.Locator($"#{table}-table tbody tr:visible td:first-child").AllInnerTextsAsync()).Select(text => text.Trim())];

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
