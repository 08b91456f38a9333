namespace Slipway.Execution;

#pragma warning disable CA1032, RCS1194 // Made in one place only.
/// <summary>A node did not end within its time limit.</summary>
/// <param name="problem">What is told.</param>
/// <param name="isLeftBehind">Whether its body still runs: another attempt would run beside it.</param>
internal sealed class NodeTimeoutException(Problem problem, bool isLeftBehind) : TimeoutException(problem.What)
{
    public Problem Problem { get; } = problem;

    public bool IsLeftBehind { get; } = isLeftBehind;
}
