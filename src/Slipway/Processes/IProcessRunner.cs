namespace Slipway.Processes;

/// <summary>Starts programs. The engine's own is <see cref="ProcessRunner"/>; tests use a fake.</summary>
public interface IProcessRunner
{
    /// <summary>Runs <paramref name="invocation"/> to its end.</summary>
    /// <param name="invocation">The program, its arguments and its surroundings.</param>
    /// <param name="cancellationToken">
    /// Asks the program to stop; after <see cref="ProcessInvocation.StopTimeout"/> its whole process tree is killed.
    /// </param>
    /// <returns>How the program ended. A non-zero exit code is a result, not an exception.</returns>
    /// <exception cref="ProcessStartException">The program could not be started.</exception>
    /// <exception cref="ProcessTimeoutException">
    /// The program ran longer than <see cref="ProcessInvocation.Timeout"/>, or wrote nothing for
    /// <see cref="ProcessInvocation.IdleTimeout"/>, and was ended.
    /// </exception>
    Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default);
}
