using System.Threading.Channels;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Waits until services are healthy, or says why they will not be.</summary>
/// <remarks>
/// It listens to the engine's events, so it knows of a health check's result when the engine does. The
/// subscription comes before the first look: nothing that happens in between is missed.
/// </remarks>
/// <param name="engine">The engine that runs the services.</param>
/// <param name="time">Measures the deadline; the system's clock unless given.</param>
public sealed class HealthGate(EngineClient engine, TimeProvider? time = null)
{
    // Events can be lost where a proxy or a restarting engine stands in between. A look this seldom costs
    // nothing and bounds what such a loss can cost; it is not how the gate normally learns anything.
    private static readonly TimeSpan SafetyLook = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Waits until every service is ready.</summary>
    /// <param name="request">Which services, and for how long.</param>
    /// <param name="progress">Called whenever a service's state has changed.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>How every container is.</returns>
    /// <exception cref="ProblemException">A service failed, or was not ready in time: one problem a service, all at once.</exception>
    public async Task<IReadOnlyList<ServiceHealth>> WaitAsync(
        HealthGateRequest request, Action<ServiceHealth>? progress = null, CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var events = await engine.SubscribeAsync(Filters(request.Project), cancellationToken: cancellationToken);
        var news = Channel.CreateUnbounded<string>();
#pragma warning disable CA2025 // Awaited below, before either is disposed of.
        var listening = ListenAsync(events, news.Writer, stop.Token);
#pragma warning restore CA2025
        try
        {
            return await WatchAsync(request, news.Reader, progress, cancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await listening;
        }
    }

    /// <summary>Looks once, without waiting.</summary>
    /// <param name="request">Which services.</param>
    /// <param name="cancellationToken">Stops the looking.</param>
    /// <returns>What is wrong with services that will not become healthy by waiting; empty where nothing is.</returns>
    public async Task<IReadOnlyList<Problem>> ExplainAsync(HealthGateRequest request, CancellationToken cancellationToken = default)
    {
        var watch = new Watch(request, _time);
        var problems = new List<Problem>();
        foreach (var service in request.Services)
        {
            await LookAsync(watch, service, cancellationToken);
            foreach (var container in watch.Containers(service).Where(c => watch.Judge(service, c).State is ServiceHealthState.Failed))
                problems.Add(await ProblemOfAsync(watch, service, container, isLate: false, cancellationToken));
        }

        return problems;
    }

    private static Dictionary<string, IReadOnlyList<string>> Filters(string project) => new(StringComparer.Ordinal)
    {
        ["type"] = ["container"],
        ["label"] = [$"{ComposeLabels.Project}={project}"],
        // Every health check is three events of its own kind: they say nothing that health_status does not.
        ["event"] = ["create", "start", "restart", "die", "oom", "pause", "unpause", "destroy", "health_status"],
    };

    // Closes the channel with what ended the events, so that the watch ends for the same reason.
    private async Task ListenAsync(EventSubscription events, ChannelWriter<string> news, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var e in events.ReadAllAsync(cancellationToken))
            {
                if (e.Attributes.TryGetValue(ComposeLabels.Service, out var service))
                    news.TryWrite(service);
            }

            news.TryComplete(EngineProblems.ConnectionLost(engine.Endpoint, "tell its events", "the engine closed the connection"));
        }
        catch (Exception e)
        {
            news.TryComplete(e);
        }
    }

    private async Task<IReadOnlyList<ServiceHealth>> WatchAsync(
        HealthGateRequest request, ChannelReader<string> news, Action<ServiceHealth>? progress, CancellationToken cancellationToken)
    {
        var watch = new Watch(request, _time);
        var reported = new Dictionary<string, ServiceHealth>(StringComparer.Ordinal);
        var started = _time.GetTimestamp();
        IReadOnlyCollection<string> affected = request.Services;
        while (true)
        {
            foreach (var service in affected)
                await LookAsync(watch, service, cancellationToken);
            var states = watch.Judge();
            foreach (var state in states.Where(s => reported.GetValueOrDefault(s.Service + "/" + s.Container) != s))
            {
                reported[state.Service + "/" + state.Container] = state;
                progress?.Invoke(state);
            }

            var left = request.Deadline - _time.GetElapsedTime(started);
            if (states.Any(s => s.State is ServiceHealthState.Failed))
                throw await FailureAsync(watch, ServiceHealthState.Failed, cancellationToken);
            if (states.All(s => s.State is ServiceHealthState.Ready))
                return states;
            if (left <= TimeSpan.Zero)
                throw await FailureAsync(watch, ServiceHealthState.Waiting, cancellationToken);

            affected = await NextAsync(news, request.Services, Shortest(left, watch.NextStability(), SafetyLook), cancellationToken);
        }
    }

    /// <summary>Waits for news, at most <paramref name="patience"/>.</summary>
    /// <returns>The services that something happened to; all of them when the time was up.</returns>
    private async Task<IReadOnlyCollection<string>> NextAsync(
        ChannelReader<string> news, IReadOnlyList<string> services, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var affected = new HashSet<string>(StringComparer.Ordinal) { await news.ReadAsync(either.Token) };
            while (news.TryRead(out var more))
                affected.Add(more);
            affected.IntersectWith(services);
            return affected;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return services;
        }
        catch (ChannelClosedException e) when (e.InnerException is ProblemException problem)
        {
            throw new ProblemException(problem.Problems);
        }
    }

    private static TimeSpan Shortest(params ReadOnlySpan<TimeSpan> spans)
    {
        var shortest = spans[0];
        foreach (var span in spans)
            shortest = span < shortest ? span : shortest;
        return shortest;
    }

    private async Task LookAsync(Watch watch, string service, CancellationToken cancellationToken)
    {
        string[] labels = [$"{ComposeLabels.Project}={watch.Request.Project}", $"{ComposeLabels.Service}={service}"];
        var found = new List<ContainerDetails>();
        foreach (var summary in await engine.ListContainersAsync(labels, cancellationToken: cancellationToken))
        {
            // A container may go between the list and the look at it.
            if (summary.Labels.GetValueOrDefault(ComposeLabels.OneOff) != "True"
                && await engine.InspectContainerAsync(summary.Id, cancellationToken) is { } details)
            {
                found.Add(details);
            }
        }

        watch.Saw(service, found);
    }

    private async Task<ProblemException> FailureAsync(Watch watch, ServiceHealthState state, CancellationToken cancellationToken)
    {
        var problems = new List<Problem>();
        foreach (var service in watch.Request.Services)
        {
            if (watch.Containers(service).Count == 0)
                problems.Add(HealthProblems.NoContainer(watch.Request.Project, service));
            foreach (var container in watch.Containers(service).Where(c => watch.Judge(service, c).State == state))
                problems.Add(await ProblemOfAsync(watch, service, container, isLate: state is ServiceHealthState.Waiting, cancellationToken));
        }

        return new ProblemException(problems);
    }

    private async Task<Problem> ProblemOfAsync(Watch watch, string service, ContainerDetails container, bool isLate, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> log;
        try
        {
            log = [.. (await engine.ContainerLogsAsync(container.Id, HealthProblems.LogLines, cancellationToken)).Select(l => l.Text)];
        }
        catch (ProblemException e)
        {
            // Some log drivers cannot be read: that must not hide what is wrong with the service.
            log = [$"(not to be had: {e.Problems[0].Facts?[0] ?? e.Problems[0].What})"];
        }

        return HealthProblems.Of(watch.Request, service, container, isLate, watch.RestartsOf(container), log);
    }
}
