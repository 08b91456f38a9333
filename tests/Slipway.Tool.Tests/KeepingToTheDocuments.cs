using System.Text.RegularExpressions;

namespace Slipway.Tool.Tests;

public sealed partial class KeepingToTheDocuments
{
    private static readonly string[] Pages =
    [
        RepositoryFolder.Of("README.md"),
        RepositoryFolder.Of("src/Slipway.Tool/README.md"),
        .. Directory.EnumerateFiles(RepositoryFolder.Of("docs"), "*.md", SearchOption.AllDirectories),
    ];

    public static TheoryData<string> Commands =>
        [.. Pages.SelectMany(page => Command.Matches(File.ReadAllText(page))).Select(match => match.Groups["command"].Value.Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_of_the_documents_is_there_with_its_options(string command)
    {
        using var folder = new ToolFolder().With("compose.yaml", "services:\n  api:\n    image: x:1\n");
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] verb = words is ["github", ..] ? words[..2] : words[..1];

        var help = await folder.RunAsync([.. verb, "--help"]);

        Assert.Equal((0, ""), (help.ExitCode, help.Error));
        Assert.All(words.Where(word => word.StartsWith("--", StringComparison.Ordinal) && word != "--plan"), option => Assert.Contains(option.Split('=')[0], help.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_says_how_the_tool_is_called()
    {
        using var folder = new ToolFolder();

        var run = await folder.RunAsync("config", "--help");

        Assert.Contains("Usage:\n  slipway config [options]\n", run.Out, StringComparison.Ordinal);
    }

    [GeneratedRegex("(`|^ *)slipway (?<command>[a-zA-Z][^`#\\n|…]*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command { get; }
}
