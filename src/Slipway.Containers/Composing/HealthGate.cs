using System.Threading.Channels;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>Waits until services are healthy, or says why they will not be.</summary>
/// <remarks>
/// It listens to the engine's events, so it knows of a health check's result when the engine does. The
/// subscription comes before the first look: nothing that happens in between is missed. Containers are known by
/// their ids: one that takes the place of another is told as such.
/// </remarks>
/// <param name="engine">The engine that runs the services.</param>
/// <param name="time">Measures the deadlines; the system's clock unless given.</param>
/// <param name="http">Sends what HTTP probes ask; over the network unless given.</param>
public sealed class HealthGate(EngineClient engine, TimeProvider? time = null, HttpMessageHandler? http = null)
{
    // Events can be lost where a proxy or a restarting engine stands in between. A look this seldom costs
    // nothing and bounds what such a loss can cost; it is not how the gate normally learns anything.
    private static readonly TimeSpan SafetyLook = TimeSpan.FromSeconds(10);

    // A check whose program is missing ends without an event: its result is there soon after its start was told.
    private static readonly TimeSpan CheckLook = TimeSpan.FromMilliseconds(400);

    // An engine that hangs ends the gate soon after its deadline; one that is only slow at that moment has this long.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    // Logs are the least of a verdict: it does not wait long for them.
    private static readonly TimeSpan LongestVerdict = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <summary>Called now and then with what is still waited for; nobody is told unless set.</summary>
    public Action<string>? Waiting { get; init; }

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
        var watch = new Watch(request, _time);
        await using var events = await AskAsync(watch, asking => engine.SubscribeAsync(Filters(request.Project), cancellationToken: asking), cancellationToken);
        var news = Channel.CreateUnbounded<GateNews>();
        await using var probes = new ProbeRuns(watch, new ProbeAttempt(engine, _time, http), news.Writer);
#pragma warning disable CA2025 // Awaited below, before either is disposed of.
        var listening = ListenAsync(events, news.Writer, stop.Token);
#pragma warning restore CA2025
        try
        {
            return await WatchAsync(watch, probes, news.Reader, progress, cancellationToken);
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
        foreach (var service in request.Services)
            await LookAsync(watch, service, cancellationToken);
        var verdicts = new HealthVerdicts(engine, _time, watch) { IsOneLook = true };
        var problems = new List<Problem>();
        foreach (var container in request.Services.SelectMany(watch.Containers).Where(container => watch.Judge(container).Health.State is ServiceHealthState.Failed))
            problems.Add(await verdicts.OfAsync(container, isLate: false, cancellationToken));
        return problems;
    }

    private static Dictionary<string, IReadOnlyList<string>> Filters(string project) => new(StringComparer.Ordinal)
    {
        ["type"] = ["container"],
        ["label"] = [$"{ComposeLabels.Project}={project}"],
        ["event"] = ["create", "start", "restart", "die", "oom", "pause", "unpause", "destroy", "health_status", "exec_start"],
    };

    // Closes the channel with what ended the events, so that the watch ends for the same reason.
    private async Task ListenAsync(EventSubscription events, ChannelWriter<GateNews> news, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var e in events.ReadAllAsync(cancellationToken))
            {
                if (!e.Attributes.TryGetValue(ComposeLabels.Service, out var service))
                    continue;
                var one = new GateNews(service, e.ActorId, e.Action);
                if (e.Action.StartsWith("exec_start", StringComparison.Ordinal))
                    _ = TellLaterAsync(news, one, cancellationToken);
                else
                    news.TryWrite(one);
            }

            news.TryComplete(EngineProblems.ConnectionLost(engine.Endpoint, "tell its events", "the engine closed the connection"));
        }
        catch (Exception e)
        {
            news.TryComplete(e);
        }
    }

    private async Task TellLaterAsync(ChannelWriter<GateNews> news, GateNews one, CancellationToken cancellationToken)
    {
        await Task.Delay(CheckLook, _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        news.TryWrite(one);
    }

    private async Task<IReadOnlyList<ServiceHealth>> WatchAsync(
        Watch watch, ProbeRuns probes, ChannelReader<GateNews> news, Action<ServiceHealth>? progress, CancellationToken cancellationToken)
    {
        var request = watch.Request;
        var reported = new Dictionary<string, ServiceHealth>(StringComparer.Ordinal);
        var said = _time.GetTimestamp();
        await LookAsync(watch, cancellationToken);
        while (true)
        {
            probes.Refresh();
            var states = watch.Judge();
            foreach (var state in states.Where(s => reported.GetValueOrDefault(s.Service + "/" + s.Container) != s))
            {
                reported[state.Service + "/" + state.Container] = state;
                progress?.Invoke(state);
            }

            var left = watch.Left;
            if (states.Any(s => s.State is ServiceHealthState.Failed))
                throw await FailureAsync(watch, ServiceHealthState.Failed, cancellationToken);
            if (states.All(s => s.State is ServiceHealthState.Ready))
                return states;
            if (left <= TimeSpan.Zero)
                throw await FailureAsync(watch, ServiceHealthState.Waiting, cancellationToken);
            if (_time.GetElapsedTime(said) >= SafetyLook)
            {
                said = _time.GetTimestamp();
                Waiting?.Invoke(WaitingText.Of(states, request.Deadline - left, request.Deadline));
            }

            await NextAsync(watch, news, Shortest(left, watch.NextChange(), SafetyLook), cancellationToken);
        }
    }

    /// <summary>Waits for news, at most <paramref name="patience"/>, and looks at what they are about; at everything where there were none.</summary>
    private async Task NextAsync(Watch watch, ChannelReader<GateNews> news, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            var all = new List<GateNews> { await news.ReadAsync(either.Token) };
            while (news.TryRead(out var more))
                all.Add(more);
            var strangers = all.Where(one => watch.Find(one.ContainerId) is null).ToList();
            all.ForEach(watch.Heard);
            await AskAsync(watch, asking => LookAsync(watch, all, asking), cancellationToken);
            strangers.ForEach(watch.Heard);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await LookAsync(watch, cancellationToken);
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

    private Task<Watch> LookAsync(Watch watch, CancellationToken cancellationToken) => AskAsync(
        watch,
        async asking =>
        {
            foreach (var service in watch.Request.Services)
                await LookAsync(watch, service, asking);
            return watch;
        },
        cancellationToken);

    private async Task<Watch> LookAsync(Watch watch, IReadOnlyList<GateNews> news, CancellationToken cancellationToken)
    {
        foreach (var one in news.Where(one => one.Probe is null).DistinctBy(one => one.ContainerId, StringComparer.Ordinal))
            await LookAsync(watch, one, cancellationToken);
        return watch;
    }

    private Task<T> AskAsync<T>(Watch watch, Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        var patience = watch.Left > TimeSpan.Zero ? watch.Left + Grace : Grace;
        return AnswerInTime.AskAsync(patience, _time, ask, () => HealthProblems.EngineSilent(engine.Endpoint, watch, patience), cancellationToken);
    }

    // A container that is known is looked at by its id: one question less to the engine.
    private async Task LookAsync(Watch watch, GateNews news, CancellationToken cancellationToken)
    {
        if (!watch.Request.Services.Contains(news.Service, StringComparer.Ordinal))
            return;
        if (watch.Find(news.ContainerId) is { IsGone: false } && await engine.InspectContainerAsync(news.ContainerId, cancellationToken) is { } details)
            watch.Saw(news.Service, details);
        else
            await LookAsync(watch, news.Service, cancellationToken);
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
        using var longest = new CancellationTokenSource(LongestVerdict, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, longest.Token);
        var verdicts = new HealthVerdicts(engine, _time, watch);
        var problems = new List<Problem>();
        foreach (var service in watch.Request.Services)
        {
            if (watch.Containers(service).Count == 0)
                problems.Add(HealthProblems.NoContainer(watch.Request.Project, service));
            foreach (var container in watch.Containers(service).Where(container => watch.Judge(container).Health.State == state))
                problems.Add(await verdicts.OfAsync(container, isLate: state is ServiceHealthState.Waiting, either.Token));
        }

        cancellationToken.ThrowIfCancellationRequested();
        return new ProblemException(problems);
    }
}
