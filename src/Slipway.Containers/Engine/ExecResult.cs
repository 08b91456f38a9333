namespace Slipway.Containers.Engine;

/// <summary>How a command in a container ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output, where that was not sent elsewhere.</param>
/// <param name="Error">What it wrote to standard error: the last 64 KiB of it.</param>
public sealed record ExecResult(int ExitCode, string Output, string Error)
{
    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
