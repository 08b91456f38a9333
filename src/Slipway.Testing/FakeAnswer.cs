using Slipway.Processes;

namespace Slipway.Testing;

/// <summary>What a program that is not really run does.</summary>
public sealed record FakeAnswer
{
    /// <summary>What it ends with. 0 unless set.</summary>
    public int ExitCode { get; init; }

    /// <summary>The lines that it writes, in order. None unless set.</summary>
    public IReadOnlyList<OutputLine> Output { get; init; } = [];

    /// <summary>Something to do or to wait for before it ends, such as writing the file that the real program would write.</summary>
    public Func<ProcessInvocation, CancellationToken, Task>? Does { get; init; }

    /// <summary>A program that succeeds.</summary>
    /// <param name="lines">The lines on standard output.</param>
    public static FakeAnswer Success(params IReadOnlyList<string> lines) => new() { Output = [.. lines.Select(line => new OutputLine(line, IsError: false))] };

    /// <summary>A program that fails.</summary>
    /// <param name="exitCode">What it ends with.</param>
    /// <param name="lines">The lines on standard error.</param>
    public static FakeAnswer Failure(int exitCode, params IReadOnlyList<string> lines) =>
        new() { ExitCode = exitCode, Output = [.. lines.Select(line => new OutputLine(line, IsError: true))] };
}
