using Slipway.Planning;
using Slipway.Reporting;

namespace Slipway.Execution;

/// <summary>Tries a node until it ends well, its attempts are used up, or another one would not help.</summary>
internal sealed class Attempts(PlanNode node, RunEvents events, TimeProvider time, Func<int, Attempt> start)
{
    /// <summary>Runs attempts, with the waits between them.</summary>
    /// <param name="work">What is tried.</param>
    /// <param name="stop">Asks it to end.</param>
    /// <returns>What the attempt that ended well gave.</returns>
    /// <exception cref="NodeTimeoutException">The last attempt ran into its time limit.</exception>
    public async Task<object?> RunAsync(Func<Attempt, Task<object?>> work, CancellationToken stop)
    {
        var retries = node.Target.Settings.Retries;
        for (var number = 1; ; number++)
        {
            using var attempt = start(number);
            try
            {
                return await attempt.RunAsync(work);
            }
            catch (Exception e) when (number < retries.Attempts && !stop.IsCancellationRequested && e is not NodeTimeoutException { IsLeftBehind: true })
            {
                if (!retries.Options.When(e))
                    throw;
                var delay = retries.DelayAfter(number);
                events.Say(node, $"{attempt.Name} failed: {ExecutionProblems.Of(node.Name, e)[0].What}; again in {Durations.Text(delay)}", OutputLevel.Warning);
                await Task.Delay(delay, time, stop);
            }
        }
    }
}
