namespace Slipway.Processes;

/// <summary>A program ended with an exit code other than 0, and its caller does not go on without it.</summary>
/// <param name="invocation">The program.</param>
/// <param name="result">How it ended.</param>
public sealed class ProcessFailedException(ProcessInvocation invocation, ProcessResult result)
    : Exception($"'{invocation}' failed with exit code {result.ExitCode}")
{
    /// <summary>The program.</summary>
    public ProcessInvocation Invocation { get; } = invocation;

    /// <summary>How it ended.</summary>
    public ProcessResult Result { get; } = result;
}
