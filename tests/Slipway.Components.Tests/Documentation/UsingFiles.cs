namespace Slipway.Components.Tests.Documentation;

public sealed class UsingFiles : IDisposable
{
    private readonly TestProject _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public async Task What_the_reference_of_files_shows_runs()
    {
        _project.Write("src/app.py", "print()");
        _project.Write("services/shop/a", "");
        _project.Write("services/billing/a", "");

        var first = await _project.RunAsync<FilesReference>("Stage", "Count", "Bundle", "Pack", "Fingerprint", "Upload");
        var second = await _project.RunAsync<FilesReference>("Bundle", "Pack");

        Assert.Equal((0, "", 0), (first.ExitCode, first.Error, second.ExitCode));
        Assert.Contains("dist/app.py is in dist\n", first.Out, StringComparison.Ordinal);
        Assert.Contains("1 files\n", first.Out, StringComparison.Ordinal);
        Assert.Contains("uploads shop.whl\n", first.Out, StringComparison.Ordinal);
        Assert.Contains("3 up to date\n", second.Out, StringComparison.Ordinal);
    }
}
