using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Tries the probes of a stack, which belong to no service of it.</summary>
/// <param name="engine">The engine of the stack.</param>
/// <param name="time">Measures the deadline.</param>
/// <param name="handler">Sends what HTTP probes ask; over the network unless given.</param>
public sealed class StackProbes(EngineClient engine, TimeProvider time, HttpMessageHandler? handler = null)
{
    /// <summary>Waits until every probe has passed once.</summary>
    /// <param name="probes">The probes.</param>
    /// <param name="deadline">How long all of them have, together.</param>
    /// <param name="progress">Called for each that passes.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">Some did not pass in time: one problem each, all at once.</exception>
    public async Task WaitAsync(IReadOnlyList<Probe> probes, TimeSpan deadline, Action<string>? progress = null, CancellationToken cancellationToken = default)
    {
        var attempt = new ProbeAttempt(engine, time, handler);
        var started = time.GetTimestamp();
        var problems = await Task.WhenAll(probes.Select(WaitAsync));
        if (problems.OfType<Problem>().ToList() is { Count: > 0 } silent)
            throw new ProblemException(silent);

        async Task<Problem?> WaitAsync(Probe probe)
        {
            for (var attempts = 1; ; attempts++)
            {
                if (await attempt.TryAsync(probe, container: null, cancellationToken) is not { } answer)
                {
                    progress?.Invoke($"{probe.What}: passed");
                    return null;
                }

                if (time.GetElapsedTime(started) >= deadline)
                    return HealthProblems.NoAnswer(probe, deadline, answer, attempts);
                await attempt.PauseAsync(probe, cancellationToken);
            }
        }
    }
}
