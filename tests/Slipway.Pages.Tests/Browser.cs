using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Slipway.Pages.Tests.Browser))]

namespace Slipway.Pages.Tests;

/// <summary>The Chromium of the system, without a window and without a network.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } program)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>Opens a page; skips the test where there is no Chromium.</summary>
    /// <param name="file">The page's file.</param>
    /// <param name="scheme">Which colours the person likes.</param>
    /// <param name="width">How wide the window is.</param>
    public async Task<OpenPage> OpenAsync(string file, ColorScheme scheme = ColorScheme.Light, int width = 1280)
    {
        Assert.SkipUnless(_browser is not null, "no chromium on PATH: ./build.sh Test --install-engine installs it");
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { ColorScheme = scheme, Offline = true, ViewportSize = new ViewportSize { Width = width, Height = 900 } });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser"), Path.Combine(folder, "google-chrome")])
        .FirstOrDefault(File.Exists);
}
