using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>What a gate has seen of its services, and what that means.</summary>
internal sealed class Watch(HealthGateRequest request, TimeProvider time)
{
    private static readonly ServiceReadiness Nothing = new();

    private readonly Dictionary<string, List<WatchedContainer>> _services = request.Services.Distinct(StringComparer.Ordinal)
        .ToDictionary(service => service, _ => new List<WatchedContainer>(), StringComparer.Ordinal);

    private readonly long _started = time.GetTimestamp();

    private int _look;

    public HealthGateRequest Request { get; } = request;

    /// <summary>How much of the time for all of them is left; none or less when it is up.</summary>
    public TimeSpan Left => Request.Deadline - time.GetElapsedTime(_started);

    public IReadOnlyList<WatchedContainer> Containers(string service) => _services.GetValueOrDefault(service) ?? [];

    public WatchedContainer? Find(string id) => _services.Values.SelectMany(containers => containers).FirstOrDefault(container => container.Details.Id == id);

    public ServiceReadiness Readiness(string service) => Request.Readiness.GetValueOrDefault(service, Nothing);

    /// <summary>Takes over how a service's containers are. One that is not among them has gone.</summary>
    public void Saw(string service, IReadOnlyList<ContainerDetails> containers)
    {
        if (!_services.TryGetValue(service, out var known))
            return;
        foreach (var gone in known.Where(one => containers.All(container => container.Id != one.Details.Id)))
            gone.Lost();
        if (Request.OnlyStarting)
            known.RemoveAll(one => one.IsGone);
        _look++;
        foreach (var container in containers)
            Saw(service, container);
    }

    public void Saw(string service, ContainerDetails container)
    {
        var now = time.GetTimestamp();
        if (Find(container.Id) is not { } watched)
            _services[service].Add(watched = new WatchedContainer(service, container, _look, now));
        watched.Saw(container, now);
    }

    public void Heard(GateNews news)
    {
        if (Find(news.ContainerId) is not { } container)
            return;
        if (news.Probe is null)
            container.Heard(news.Action, time.GetTimestamp());
        else if (news.Started == container.Details.Started)
            container.Answered(news.Probe, news.Answer);
    }

    public IReadOnlyList<ServiceHealth> Judge() =>
    [
        .. Request.Services.SelectMany(service => Containers(service) is { Count: > 0 } containers
            ? containers.Select(container => Judge(container).Health)
            : [new ServiceHealth(service, "", Request.OnlyStarting ? ServiceHealthState.Waiting : ServiceHealthState.Failed, "no container")]),
    ];

    public (ServiceHealth Health, HealthReason Reason) Judge(WatchedContainer container)
    {
        var reason = ReasonOf(container);
        var state = reason switch
        {
            HealthReason.Ready => ServiceHealthState.Ready,
            HealthReason.Starting or HealthReason.Stabilizing or HealthReason.Probing or HealthReason.Flapped => ServiceHealthState.Waiting,
            _ => ServiceHealthState.Failed,
        };
        if (Request.OnlyStarting && !container.HasStarted && state is ServiceHealthState.Failed)
            (state, reason) = (ServiceHealthState.Waiting, HealthReason.Starting);
        return (new ServiceHealth(container.Service, container.Details.Name, state, Describe(container, reason)), reason);
    }

    /// <summary>The probe that a container has still to pass; <see langword="null"/> where there is none.</summary>
    public Probe? OpenProbe(WatchedContainer container) => Readiness(container.Service).Probes.FirstOrDefault(probe => !container.Passed.Contains(probe));

    /// <summary>How long a service has from the moment that the gate saw it first.</summary>
    public TimeSpan DeadlineOf(WatchedContainer container)
    {
        var own = Readiness(container.Service) switch
        {
            { Deadline: { } deadline } => deadline,
            // Probes wait for more than the health check knows of.
            { Probes.Count: > 0 } => Request.Deadline,
            _ => HealthDeadline.Of(container.Details.HealthCheck) ?? Request.Deadline,
        };
        return own < Request.Deadline ? own : Request.Deadline;
    }

    /// <summary>How long until the passing of time alone changes something.</summary>
    public TimeSpan NextChange() => _services.Values.SelectMany(containers => containers).SelectMany(LeftOf)
        .Where(left => left > TimeSpan.Zero).DefaultIfEmpty(TimeSpan.MaxValue).Min();

    public static string Describe(ContainerDetails container)
    {
        var status = container.Status.ToString().ToLowerInvariant();
        var health = container.Health is HealthStatus.None || container.Status is not ContainerStatus.Running
            ? ""
            : ", " + container.Health.ToString().ToLowerInvariant();
        var exit = container.Status is ContainerStatus.Exited or ContainerStatus.Restarting ? $" with exit code {container.ExitCode}" : "";
        var memory = container.OutOfMemory ? ", killed for memory" : "";
        return $"{status}{exit}{health}{memory}, {Plural(container.Restarts, "restart")}";
    }

    public static string Plural(int count, string word) => count == 1 ? $"1 {word}" : $"{count} {word}s";

    private string Describe(WatchedContainer container, HealthReason reason) => reason switch
    {
        HealthReason.Probing when OpenProbe(container) is { } probe =>
            $"{Describe(container.Details)}, waits for {probe.What}{(container.LastAnswer(probe) is { } said ? $": {said}" : "")}",
        HealthReason.Stabilizing => $"{Describe(container.Details)}, has to stay so",
        HealthReason.Flapped => $"{Describe(container.Details)}, was healthy before",
        HealthReason.Replaced or HealthReason.Removed => "removed",
        _ => Describe(container.Details),
    };

    private HealthReason ReasonOf(WatchedContainer container)
    {
        var details = container.Details;
        if (container.IsGone || details.Status is ContainerStatus.Exited or ContainerStatus.Removing)
        {
            // Compose makes the new container before it stops the old one.
            if (Containers(container.Service).Any(other => !other.IsGone && other.FirstLook > container.FirstLook))
                return HealthReason.Replaced;
            if (container.IsGone)
                return HealthReason.Removed;
        }

        if (details.Status is ContainerStatus.Exited && details.ExitCode == 0 && IsOneShot(container.Service))
            return HealthReason.Ready;
        if ((details.OutOfMemory && details.Status is not ContainerStatus.Running) || (container.WasKilledForMemory && details.Health is not HealthStatus.Healthy))
            return HealthReason.OutOfMemory;
        // A restart loop mostly reads "running": the count tells.
        if (details.Status is ContainerStatus.Running or ContainerStatus.Restarting && Loops(container))
            return HealthReason.RestartLoop;
        var reason = details.Status switch
        {
            ContainerStatus.Running => RunningReason(container),
            ContainerStatus.Paused => HealthReason.Paused,
            ContainerStatus.Created when details.Error.Length > 0 => HealthReason.NotStarted,
            ContainerStatus.Created or ContainerStatus.Restarting or ContainerStatus.Unknown => HealthReason.Starting,
            ContainerStatus.Exited => HealthReason.Ended,
            _ => HealthReason.Other,
        };
        return Settled(container, reason);
    }

    private HealthReason RunningReason(WatchedContainer container)
    {
        switch (container.Details.Health)
        {
            case HealthStatus.Unhealthy when !container.WasHealthy:
                return MissesProgram(container.Details) ? HealthReason.NoHealthProgram : HealthReason.Unhealthy;
            case HealthStatus.Unhealthy:
                return container.Flaps >= Request.FlapLimit ? HealthReason.Flaps : HealthReason.Flapped;
            case HealthStatus.Starting:
                return MissesProgram(container.Details) ? HealthReason.NoHealthProgram : HealthReason.Starting;
            case HealthStatus.None when IsOneShot(container.Service):
                return HealthReason.Starting;
            case HealthStatus.None when RunningFor(container.Details) < RunsFor(container.Service):
                return HealthReason.Starting;
            default:
                return OpenProbe(container) is null ? HealthReason.Ready : HealthReason.Probing;
        }
    }

    // What is ready has to stay so; what is not has its time.
    private HealthReason Settled(WatchedContainer container, HealthReason reason)
    {
        if (reason is HealthReason.Ready)
        {
            container.ReadySince ??= time.GetTimestamp();
            return time.GetElapsedTime(container.ReadySince.Value) >= StableFor(container.Service) ? HealthReason.Ready : HealthReason.Stabilizing;
        }

        container.ReadySince = null;
        if (reason is HealthReason.Starting or HealthReason.Probing && time.GetElapsedTime(container.FirstSeen) >= DeadlineOf(container))
            return HealthReason.Late;
        // Who was healthy gets the time of its own health check to be so again.
        return reason is HealthReason.Flapped && time.GetElapsedTime(container.FlappedAt ?? container.FirstSeen) >= DeadlineOf(container) ? HealthReason.Flaps : reason;
    }

    private IEnumerable<TimeSpan> LeftOf(WatchedContainer container)
    {
        if (container.IsGone)
            yield break;
        if (container.Details is { Status: ContainerStatus.Running, Health: HealthStatus.None } && !IsOneShot(container.Service))
            yield return RunsFor(container.Service) - RunningFor(container.Details);
        if (container.ReadySince is { } since)
            yield return StableFor(container.Service) - time.GetElapsedTime(since);
        else
            yield return DeadlineOf(container) - time.GetElapsedTime(container.FlappedAt ?? container.FirstSeen);
    }

    private bool IsOneShot(string service) => Readiness(service).Completes || Request.OneShots.Contains(service, StringComparer.Ordinal);

    private TimeSpan RunsFor(string service) => Readiness(service).RunsFor ?? Request.Stability;

    private TimeSpan StableFor(string service) => Readiness(service).StableFor ?? Request.StableFor;

    private bool Loops(WatchedContainer container) => container.Details.Health is not HealthStatus.Healthy
        && (container.Restarts >= Request.RestartLimit
            || (container.Details.Status is ContainerStatus.Restarting && container.Details.Restarts >= Request.RestartLimit));

    // A check that is given to the engine as a list is not started at all, and the engine's words are its output; one in
    // a shell ends with the shell's exit code.
    private static bool MissesProgram(ContainerDetails container) => container.Probes is [.., var last]
        && (last.ExitCode is 126 or 127
            || (last.ExitCode == -1 && last.Output.Contains("exec failed", StringComparison.Ordinal)
                && (last.Output.Contains("not found", StringComparison.Ordinal) || last.Output.Contains("no such file", StringComparison.Ordinal) || last.Output.Contains("permission denied", StringComparison.Ordinal))));

    // The engine's clock told the start. Where it runs ahead of ours the container seems younger and the
    // gate waits longer, never shorter than the difference.
    private TimeSpan RunningFor(ContainerDetails container) =>
        container.Started is { } started ? time.GetUtcNow() - started : TimeSpan.Zero;
}
