using System.Text.RegularExpressions;
using Slipway.Processes;

namespace EndToEnd;

public sealed partial class Documents
{
    internal static readonly string[] Guides =
    [
        "README.md",
        .. Directory.EnumerateFiles(Path.Combine(Machine.Repository, "stacks"), "README.md", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }),
        // The commands of the benchmarks are those of builds that are made up for them.
        .. new[] { "docs", "docs/explanations", "docs/reference" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Machine.Repository, folder), "*.md")).Where(page => Path.GetFileName(page) != "benchmarks.md" || Path.GetFileName(Path.GetDirectoryName(page)) == "reference"),
    ];

    public static TheoryData<string> Commands => [.. Guides.SelectMany(CommandsOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_of_the_documents_can_be_planned(string command)
    {
        var arguments = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];

        var result = await RunAsync([.. arguments, .. arguments.Any(argument => argument.StartsWith("--plan", StringComparison.Ordinal)) ? Array.Empty<string>() : ["--plan"]]);

        Assert.Equal((0, ""), (result.ExitCode, result.StandardError));
    }

    [Fact]
    public async Task The_reference_shows_what_help_says()
    {
        var reference = await File.ReadAllTextAsync(Path.Combine(Machine.Repository, "docs", "reference", "command-line.md"), TestContext.Current.CancellationToken);

        var result = await RunAsync("--help");

        Assert.Contains($"```text\n{result.StandardOutput}```", reference, StringComparison.Ordinal);
    }

    private static IEnumerable<string> CommandsOf(string document) =>
        from match in Command.Matches(File.ReadAllText(Path.Combine(Machine.Repository, document)))
        let command = match.Value.Split('#')[0].Trim()
        where !command.Contains("--help", StringComparison.Ordinal) && !command.Contains("--completion", StringComparison.Ordinal) && !command.Contains('…', StringComparison.Ordinal)
        select command;

    private static Task<ProcessResult> RunAsync(params string[] arguments) => new ProcessRunner(TimeProvider.System).RunAsync(new ProcessInvocation
    {
        Program = "dotnet",
        Arguments = [Machine.Build, .. arguments],
        WorkingFolder = Machine.Repository,
        Timeout = TimeSpan.FromMinutes(1),
        Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SLIPWAY_ROOT"] = Machine.Repository },
    });

    [GeneratedRegex(@"\./build\.sh [^`\n|]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Command { get; }
}
