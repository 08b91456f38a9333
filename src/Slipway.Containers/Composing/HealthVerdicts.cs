using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Says why a container is not ready, with all that is known of it.</summary>
internal sealed class HealthVerdicts(EngineClient engine, TimeProvider time, Watch watch)
{
    /// <summary>Whether it was looked at once, not waited for.</summary>
    public bool IsOneLook { get; init; }

    /// <summary>The verdict on a container.</summary>
    /// <param name="container">The container.</param>
    /// <param name="isLate">Whether the time of all of them is up.</param>
    /// <param name="cancellationToken">Ends the reading of its log: the verdict then does without.</param>
    public async Task<Problem> OfAsync(WatchedContainer container, bool isLate, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> log;
        try
        {
            log = container.IsGone ? [] : [.. (await engine.ContainerLogsAsync(container.Details.Id, HealthProblems.LogLines, cancellationToken)).Select(line => line.Text)];
        }
        catch (ProblemException e)
        {
            // Some log drivers cannot be read: that must not hide what is wrong with the service.
            log = [$"(not to be had: {e.Problems[0].Facts?[0] ?? e.Problems[0].What})"];
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            log = ["(not to be had: the engine did not answer)"];
        }

        var reason = watch.Judge(container).Reason;
        return HealthProblems.Of(new HealthVerdict
        {
            Service = container.Service,
            Container = container.Details,
            Reason = isLate && reason is HealthReason.Starting or HealthReason.Probing or HealthReason.Stabilizing or HealthReason.Flapped ? HealthReason.Late : reason,
            Waited = IsOneLook ? TimeSpan.Zero : time.GetElapsedTime(container.FirstSeen),
            Deadline = isLate ? watch.Request.Deadline : watch.DeadlineOf(container),
            Flaps = container.Flaps,
            OpenProbe = watch.OpenProbe(container),
            LastAnswer = watch.OpenProbe(container) is { } probe ? container.LastAnswer(probe) : null,
            NeededBy = [.. watch.Request.Needs.Where(pair => pair.Value.Contains(container.Service, StringComparer.Ordinal)).Select(pair => pair.Key)],
            Log = log,
        });
    }
}
