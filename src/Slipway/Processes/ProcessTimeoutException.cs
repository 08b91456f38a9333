namespace Slipway.Processes;

/// <summary>A program was ended because it ran, or was silent, for too long.</summary>
/// <param name="invocation">The program.</param>
/// <param name="wasIdle">Whether it was silent for too long, rather than running for too long.</param>
/// <param name="lastLine">The last line that it wrote, or <see langword="null"/>.</param>
/// <param name="innerException">What ended it.</param>
public sealed class ProcessTimeoutException(ProcessInvocation invocation, bool wasIdle, string? lastLine, Exception? innerException = null)
    : TimeoutException(ProcessProblems.TimedOut(invocation, wasIdle, lastLine), innerException)
{
    /// <summary>The program.</summary>
    public ProcessInvocation Invocation { get; } = invocation;

    /// <summary>
    /// Whether it was silent for <see cref="ProcessInvocation.IdleTimeout"/>, rather than running for
    /// <see cref="ProcessInvocation.Timeout"/>.
    /// </summary>
    public bool WasIdle { get; } = wasIdle;

    /// <summary>The last line that it wrote, or <see langword="null"/>.</summary>
    public string? LastLine { get; } = lastLine;
}
