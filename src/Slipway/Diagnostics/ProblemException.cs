namespace Slipway;

/// <summary>Ends an operation with one or several <see cref="Problem"/>s, all found at once.</summary>
/// <param name="problems">At least one problem.</param>
public sealed class ProblemException(params IReadOnlyList<Problem> problems)
    : Exception(string.Join('\n', problems))
{
    /// <summary>What is wrong, in the order it was found.</summary>
    public IReadOnlyList<Problem> Problems { get; } = problems;

    /// <summary>The gravest exit code of the problems: wrong input (2) before a missing tool (3) before failure (1).</summary>
    public int ExitCode => ExitCodes.Gravest([.. Problems.Select(p => p.ExitCode)]);
}
