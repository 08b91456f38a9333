namespace Slipway.Processes;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All its lines, in the order they came.</param>
/// <param name="Duration">From start to end.</param>
public sealed record ProcessResult(int ExitCode, IReadOnlyList<OutputLine> Output, TimeSpan Duration)
{
    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>Standard output as one text, lines ended by <c>\n</c>.</summary>
    public string StandardOutput => Join(isError: false);

    /// <summary>Standard error as one text, lines ended by <c>\n</c>.</summary>
    public string StandardError => Join(isError: true);

    private string Join(bool isError) => string.Concat(Output.Where(l => l.IsError == isError).Select(l => l.Text + "\n"));
}
