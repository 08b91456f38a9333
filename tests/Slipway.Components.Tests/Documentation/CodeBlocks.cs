using System.Text.RegularExpressions;

namespace Slipway.Components.Tests.Documentation;

public sealed partial class CodeBlocks
{
    public static TheoryData<string> Documents =>
        ["README.md", "docs/guide.md", .. Directory.EnumerateFiles(InRepository("docs/reference"), "*.md").Select(page => $"docs/reference/{Path.GetFileName(page)}").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_block_of_C_sharp_in_the_documents_is_compiled_here(string document)
    {
        var snippets = string.Concat(Directory.EnumerateFiles(InRepository("tests/Slipway.Components.Tests/Documentation"), "*.cs").Select(File.ReadAllText));

        var blocks = Block.Matches(File.ReadAllText(InRepository(document))).Select(match => match.Groups["code"].Value).ToList();

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

    internal static string InRepository(string path)
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Solution.sln")))
            folder = Path.GetDirectoryName(folder)!;
        return Path.Combine(folder, path);
    }

    [GeneratedRegex("```csharp\n(?<code>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Block { get; }
}
