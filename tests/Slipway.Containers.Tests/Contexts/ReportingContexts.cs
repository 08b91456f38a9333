using System.Text.Json;
using Slipway.Containers.Contexts;

namespace Slipway.Containers.Tests.Contexts;

public sealed class ReportingContexts
{
    [Fact]
    public void Each_path_has_the_line_that_decided()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".dockerignore", "docs\n!docs/api\n**/*.log\n");
        foreach (var name in (string[])["docs/api/a.md", "docs/b.md", "src/deep/x.py", "src/x.log", "node/y"])
            folder.Write(name, "12345");

        var report = ContextReport.Of(folder.Path, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(
            [".dockerignore ", "docs docs", "docs/api !docs/api", "docs/api/a.md !docs/api", "node ", "node/y ", "src ", "src/deep ", "src/deep/x.py "],
            report.Entries.Select(entry => $"{entry.Path} {entry.Rule}").ToList());
        Assert.Equal(["docs/b.md docs 1", "src/x.log **/*.log 3"], report.LeftOut.Select(entry => $"{entry.Path} {entry.Rule} {entry.Rule!.Place.Line}").ToList());
        Assert.Equal(
            $"""
            {report.Size} in 4 files enter the build; 2 files and folders are left out
                    24 B       1 files  .
                     5 B       1 files  docs

            """.ReplaceLineEndings("\n"),
            report.ToSummary(folders: 2));
        using var json = JsonDocument.Parse(report.ToJson());
        Assert.Equal("!docs/api", json.RootElement.GetProperty("entries")[2].GetProperty("pattern").GetString());
    }

    [Theory]
    [InlineData(".", "Folder . - -")]
    [InlineData("../api", "Folder ../api - -")]
    [InlineData("-", "StandardInput - - -")]
    [InlineData("https://example.org/a/b.git#v1:sub/dir", "Git https://example.org/a/b.git v1 sub/dir")]
    [InlineData("git@example.org:a/b.git", "Git git@example.org:a/b.git - -")]
    [InlineData("github.com/a/b#:sub", "Git github.com/a/b - sub")]
    [InlineData("https://example.org/context.tar.gz", "Address https://example.org/context.tar.gz - -")]
    [InlineData("somebody@host.example:a/b#v2:sub", "Git somebody@host.example:a/b v2 sub")]
    [InlineData("ssh://git@host.example/a.git", "Git ssh://git@host.example/a.git - -")]
    [InlineData("https://example.org/a.git#", "Git https://example.org/a.git - -")]
    [InlineData("https://example.org/a.git?x", "Address https://example.org/a.git?x - -")]
    [InlineData("https://example.org/x#y.git", "Address https://example.org/x#y.git - -")]
    [InlineData("a b@host:c", "Folder a b@host:c - -")]
    [InlineData("a@host/c:d", "Folder a@host/c:d - -")]
    [InlineData("@host:c", "Folder @host:c - -")]
    [InlineData("a@:c", "Folder a@:c - -")]
    [InlineData("a@host", "Folder a@host - -")]
    [InlineData("out/context.tar.gz", "Archive out/context.tar.gz - -")]
    [InlineData("docker-image://alpine:3.21", "Image alpine:3.21 - -")]
    [InlineData("service:base", "Target base - -")]
    public void Where_a_context_is_is_told_from_its_name(string written, string expected)
    {
        var location = ContextLocation.Of(written);

        Assert.Equal(expected, $"{location.Kind} {location.Address} {location.Revision ?? "-"} {location.Folder ?? "-"}");
    }
}
