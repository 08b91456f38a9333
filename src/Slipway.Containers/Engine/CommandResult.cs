using Slipway.Processes;

namespace Slipway.Containers.Engine;

/// <summary>How a command in a container ended.</summary>
/// <param name="ExitCode">Its exit code; 126 and 127 where the container has no such program.</param>
/// <param name="Output">What it wrote.</param>
public sealed record CommandResult(int ExitCode, IReadOnlyList<OutputLine> Output)
{
    /// <summary>Whether it ended with exit code 0.</summary>
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last line that says something; empty where none does.</summary>
    public string LastLine => Output.Select(line => line.Text.Trim()).LastOrDefault(text => text.Length > 0) ?? "";
}
