namespace Slipway.Processes;

/// <summary>Runs programs whose failure is the failure of the target.</summary>
public static class CheckedProcesses
{
    /// <summary>Runs <paramref name="invocation"/> to its end and fails unless its exit code is 0.</summary>
    /// <param name="runner">Starts the program.</param>
    /// <param name="invocation">The program, its arguments and its surroundings.</param>
    /// <param name="cancellationToken">Asks the program to stop.</param>
    /// <returns>How the program ended, well.</returns>
    /// <exception cref="ProcessFailedException">
    /// The exit code is not 0. A target that lets it pass fails with an error that names the command, the exit code, the
    /// duration and the last lines.
    /// </exception>
    public static async Task<ProcessResult> RunOrFailAsync(this IProcessRunner runner, ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        var result = await runner.RunAsync(invocation, cancellationToken);
        return result.Succeeded ? result : throw new ProcessFailedException(invocation, result);
    }
}
