using System.Text.RegularExpressions;

namespace Slipway.Components.Tests.Documentation;

public sealed partial class CodeBlocks
{
    public static TheoryData<string> Documents =>
        ["README.md", .. Directory.EnumerateFiles(RepositoryFolder.Of("docs"), "*.md").Select(page => $"docs/{Path.GetFileName(page)}").Order(StringComparer.Ordinal), .. Packages, .. Directory.EnumerateFiles(RepositoryFolder.Of("docs/reference"), "*.md").Select(page => $"docs/reference/{Path.GetFileName(page)}").Order(StringComparer.Ordinal)];

    // A package's own tests have the blocks that need the package.
    private static IEnumerable<string> SnippetFiles =>
        Directory.EnumerateFiles(RepositoryFolder.Of("tests"), "*.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) == "Samples.cs" || Path.GetFileName(Path.GetDirectoryName(file)) == "Documentation");

    private static IEnumerable<string> Packages =>
        Directory.EnumerateFiles(RepositoryFolder.Of("src"), "README.md", SearchOption.AllDirectories).Select(page => Path.GetRelativePath(RepositoryFolder.Of("."), page)).Order(StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_block_of_C_sharp_in_the_documents_is_compiled_here(string document)
    {
        var snippets = Flat(string.Concat(SnippetFiles.Select(File.ReadAllText)));

        var blocks = Block.Matches(File.ReadAllText(RepositoryFolder.Of(document))).Select(match => Flat(match.Groups["code"].Value)).ToList();

        Assert.All(blocks, block => Assert.Contains(block, snippets, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(typeof(Build))]
    [InlineData(typeof(Shop))]
    [InlineData(typeof(Reports))]
    [InlineData(typeof(Publishing))]
    [InlineData(typeof(Greeting))]
    [InlineData(typeof(Shopping))]
    [InlineData(typeof(AuthoringReference))]
    [InlineData(typeof(FilesReference))]
    public async Task Every_build_in_the_documents_lists_its_targets(Type build)
    {
        using var project = new TestProject();

        var run = await project.RunAsync((SlipwayBuild)Activator.CreateInstance(build)!, "--list");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task The_reports_of_the_guide_are_written()
    {
        using var project = new TestProject();

        var run = await project.RunAsync(new Reports(), "Write");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Succeeded", run.Out, StringComparison.Ordinal);
    }

    // A block of the documents begins at the margin, and in a class here.
    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.TrimStart()));

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block { get; }
}
