using System.Globalization;
using System.Text.RegularExpressions;
using Slipway.Processes;

namespace EndToEnd;

/// <summary>What a run of the build printed, and how it ended.</summary>
public sealed partial class Run
{
    private readonly Project _project;

    public Run(Project project, ProcessResult result)
    {
        _project = project;
        ExitCode = result.ExitCode;
        Duration = result.Duration;
        Output = project.Settled(result.StandardOutput);
        Error = project.Settled(result.StandardError);
        Raw = result.StandardOutput + result.StandardError;
    }

    public int ExitCode { get; }

    public TimeSpan Duration { get; }

    /// <summary>Standard output, settled.</summary>
    public string Output { get; }

    /// <summary>Standard error, settled.</summary>
    public string Error { get; }

    /// <summary>Both, as they were.</summary>
    public string Raw { get; }

    /// <summary>The message of a node that failed: from 'error' to the empty line.</summary>
    public string Problem => ProblemPattern().Match(Output).Value.TrimEnd();

    /// <summary>The rows of the table at the end: each node's result and why.</summary>
    public IReadOnlyDictionary<string, string> Summary => RowPattern().Matches(Output)
        .ToDictionary(row => row.Groups["name"].Value, row => $"{row.Groups["result"].Value}: {row.Groups["why"].Value.TrimEnd()}".TrimEnd(':', ' '), StringComparer.Ordinal);

    /// <summary>The lines of standard output that begin with one of <paramref name="words"/>, in their order.</summary>
    public IReadOnlyList<string> Lines(params string[] words) =>
        [.. Output.Split('\n').Where(line => words.Any(word => line.StartsWith(word, StringComparison.Ordinal)))];

    public Run Succeeds()
    {
        Assert.True(ExitCode == 0, ToString());
        return this;
    }

    public Run FailsWith(int exitCode)
    {
        Assert.True(ExitCode == exitCode, ToString());
        return this;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"exit code {ExitCode} in {_project.StackName}\n{Output}\n{Error}");

    [GeneratedRegex(@"^error .*?(?=\n\n)", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, 1000)]
    private static partial Regex ProblemPattern();

    [GeneratedRegex(@"^  (?<name>[A-Z]\S*) +(?<result>done|up to date|skipped|FAILED|not run|interrupted)( +(# (ms|s|min)( # s)?))? *(?<why>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex RowPattern();
}
