using Slipway.Site;

namespace Slipway.Pages.Tests;

/// <summary>The site of this repository's documents, rendered once for all tests of a class.</summary>
public sealed class RenderedSite : IDisposable
{
    public RenderedSite() => Problems = Website.Of(RepositoryFolder.Path).Write(Folder);

    public string Folder { get; } = Directory.CreateTempSubdirectory("slipway-site-").FullName;

    public IReadOnlyList<string> Problems { get; }

    public string PathOf(string page) => Path.Combine(Folder, page);

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
