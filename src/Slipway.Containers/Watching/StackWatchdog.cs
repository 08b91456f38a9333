using System.Collections.Concurrent;
using System.Threading.Channels;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Operating;

namespace Slipway.Containers.Watching;

/// <summary>Watches the containers of a stack on the engine's streams of events and samples, and tells what is wrong as it happens.</summary>
/// <param name="instance">The stack.</param>
/// <param name="options">What counts.</param>
/// <param name="time">Measures how long it watches.</param>
public sealed class StackWatchdog(StackInstance instance, WatchdogOptions options, TimeProvider time)
{
    // An engine that went away sends no event when it is back.
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private static readonly string[] Actions = ["start", "die", "kill", "oom", "health_status", "destroy"];

    private readonly ConcurrentDictionary<string, WatchedContainer> _containers = new(StringComparer.Ordinal);
    private readonly Channel<Alert> _alerts = Channel.CreateUnbounded<Alert>();
    private double _machine = 1;

    /// <summary>Watches for as long as the options say, or until it is asked to stop.</summary>
    /// <param name="told">Called for each alert, one at a time.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>The alerts, in order; those that tell that something is over too.</returns>
    public async Task<IReadOnlyList<Alert>> WatchAsync(Action<Alert> told, CancellationToken cancellationToken)
    {
        List<Problem> problems =
        [
            .. options.Memory is < 1 or > 100 ? new[] { WatchingProblems.BadShare("--memory-alert", options.Memory) } : [],
            .. options.Cpu is < 1 or > 100 ? new[] { WatchingProblems.BadShare("--cpu-alert", options.Cpu) } : [],
        ];
        if (problems.Count > 0)
            throw new ProblemException(problems);
        using var end = new CancellationTokenSource(options.Duration ?? Timeout.InfiniteTimeSpan, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        var alerts = new List<Alert>();
        var telling = Task.Run(
            async () =>
            {
                await foreach (var alert in _alerts.Reader.ReadAllAsync(CancellationToken.None))
                {
                    alerts.Add(alert);
                    told(alert);
                }
            },
            CancellationToken.None);
        try
        {
            await WatchAlwaysAsync(either.Token);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The time is up, or somebody asked.
        }
        finally
        {
            _alerts.Writer.Complete();
            await telling;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return alerts;
    }

    /// <summary>Fails where there was something.</summary>
    /// <param name="instance">The stack.</param>
    /// <param name="alerts">What was seen.</param>
    /// <exception cref="ProblemException">Something was.</exception>
    public static void Check(StackInstance instance, IReadOnlyList<Alert> alerts)
    {
        if (alerts.Where(alert => !alert.IsOver).ToList() is { Count: > 0 } seen)
            throw new ProblemException(WatchingProblems.Seen(instance.Project, seen));
    }

    private async Task WatchAlwaysAsync(CancellationToken cancellationToken)
    {
        var isAway = false;
        while (true)
        {
            try
            {
                var info = await instance.Engine.InfoAsync(cancellationToken);
                _machine = Math.Max(1, info.Processors);
                if (isAway)
                    Tell(EngineAlert("the engine answers again") with { IsOver = true });
                isAway = false;
                await WatchOnceAsync(cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
                throw new ProblemException(EngineProblems.ConnectionLost(instance.Engine.Endpoint, "tell its events", "it ended the stream").Problems);
            }
            catch (ProblemException e) when (!cancellationToken.IsCancellationRequested)
            {
                if (!isAway)
                    Tell(EngineAlert(e.Problems[0].What));
                isAway = true;
                await Task.Delay(Retry, time, cancellationToken);
            }
        }
    }

    private async Task WatchOnceAsync(CancellationToken cancellationToken)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["type"] = ["container"],
            ["event"] = Actions,
            ["label"] = [$"{ComposeLabels.Project}={instance.Project}"],
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var streams = new List<Task>();
        await using var events = await instance.Engine.SubscribeAsync(filters, cancellationToken: cancellationToken);
        try
        {
            foreach (var container in await instance.ContainersAsync(cancellationToken))
            {
                if (Wanted(container.Labels) && container.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused)
                    streams.Add(FollowAsync(container.Id, stop.Token));
            }

            await foreach (var e in events.ReadAllAsync(cancellationToken))
            {
                if (!Wanted(e.Attributes))
                    continue;
                if (e.Action == "start")
                    streams.Add(FollowAsync(e.ActorId, stop.Token));
                See(e);
                streams.RemoveAll(stream => stream.IsCompletedSuccessfully);
            }
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(streams).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void See(EngineEvent e)
    {
        var container = Of(e.ActorId, e.Attributes);
        switch (e.Action.Split(':')[0])
        {
            case "start":
                container.SeeStart();
                break;
            case "kill":
                container.SeeKill();
                break;
            case "oom":
                Tell(container.SeeOutOfMemory(e.Time));
                break;
            case "die":
                Tell(container.SeeEnd(e.Time, e.Attributes.GetValueOrDefault("exitCode", "?")));
                break;
            case "health_status":
                Tell(container.SeeHealth(e.Action.EndsWith("unhealthy", StringComparison.Ordinal), e.Time, ""));
                break;
            case "destroy":
                _containers.TryRemove(e.ActorId, out _);
                break;
        }
    }

    // Until the container ends; a container that is started again is followed again.
    private async Task FollowAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            if (await instance.Engine.InspectContainerAsync(id, cancellationToken) is not { } details)
                return;
            var container = Of(id, new Dictionary<string, string>(details.Labels, StringComparer.Ordinal) { ["name"] = details.Name });
            container.MemoryLimit = details.MemoryLimit;
            container.Processors = details.ProcessorLimit > 0 ? details.ProcessorLimit : _machine;
            if (details.Health is HealthStatus.Unhealthy && details.Status is ContainerStatus.Running)
                Tell(container.SeeHealth(isUnhealthy: true, time.GetUtcNow(), details.Probes is [.., var last] ? $", last check: exit code {last.ExitCode}" : ""));
            await foreach (var sample in instance.Engine.SamplesAsync(id, cancellationToken))
                Tell(container.See(sample));
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // It ended, or the engine did: the stream of events tells.
        }
    }

    private bool Wanted(IReadOnlyDictionary<string, string> labels) => labels.GetValueOrDefault(ComposeLabels.OneOff) != "True"
        && (options.Services is null or [] || options.Services.Contains(labels.GetValueOrDefault(ComposeLabels.Service, ""), StringComparer.Ordinal));

    private WatchedContainer Of(string id, IReadOnlyDictionary<string, string> labels) => _containers.GetOrAdd(
        id, _ => new WatchedContainer(labels.GetValueOrDefault(ComposeLabels.Service, ""), labels.GetValueOrDefault("name", id), options));

    private Alert EngineAlert(string text) => new(time.GetUtcNow(), AlertKind.Engine, "", "", text);

    private void Tell(Alert alert) => _alerts.Writer.TryWrite(alert);

    private void Tell(IEnumerable<Alert> alerts)
    {
        foreach (var alert in alerts)
            Tell(alert);
    }
}
