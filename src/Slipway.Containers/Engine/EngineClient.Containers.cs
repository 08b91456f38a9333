using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Slipway.Containers.Engine.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Engine;

public sealed partial class EngineClient
{
    /// <summary>Containers.</summary>
    /// <param name="labels">Only containers with all of these: <c>name</c> or <c>name=value</c>. All unless given.</param>
    /// <param name="all">Whether those that do not run are listed too. They are unless set.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<IReadOnlyList<ContainerSummary>> ListContainersAsync(
        IReadOnlyList<string>? labels = null, bool all = true, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("all", all).Filter(("label", labels ?? []));
        var containers = await GetAsync(
            new EngineRequest(HttpMethod.Get, $"/containers/json{query}", "list containers"), EngineJson.Default.ContainerSummaryWireArray, cancellationToken);
        return [.. containers.Select(SummaryOf)];
    }

    /// <summary>Everything about one container.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The container, or <see langword="null"/> when the engine has none called so.</returns>
    public async Task<ContainerDetails?> InspectContainerAsync(string container, CancellationToken cancellationToken = default)
    {
        var wire = await FindAsync($"/containers/{ImageName.InPath(container)}/json", $"inspect container '{container}'", EngineJson.Default.ContainerWire, cancellationToken);
        if (wire is null)
            return null;
        var state = wire.State ?? new ContainerWire.Life();
        return new ContainerDetails(wire.Id, wire.Name?.TrimStart('/') ?? "")
        {
            ImageId = wire.Image ?? "",
            Image = wire.Config?.Image ?? "",
            Labels = wire.Config?.Labels ?? [],
            HasTerminal = wire.Config?.Tty == true,
            User = wire.Config?.User ?? "",
            Created = wire.Created,
            ProcessorLimit = wire.HostConfig?.Processors ?? 0,
            Mounts = [.. (wire.Mounts ?? []).Select(m => new ContainerMountPoint(m.Type ?? "", m.Name ?? m.Source ?? "", m.Destination ?? "", !m.RW))],
            Ports = [.. PortsOf(wire.NetworkSettings?.Ports ?? [])],
            Status = StatusOf(state.Status),
            ExitCode = state.ExitCode,
            OutOfMemory = state.OOMKilled,
            Error = state.Error ?? "",
            Started = state.StartedAt is { Year: > 1 } started ? started : null,
            Restarts = wire.RestartCount,
            Health = state.Health?.Status switch
            {
                "healthy" => HealthStatus.Healthy,
                "unhealthy" => HealthStatus.Unhealthy,
                "starting" => HealthStatus.Starting,
                _ => HealthStatus.None,
            },
            FailingStreak = state.Health?.FailingStreak ?? 0,
            HealthCheck = HealthCheckOf(wire.Config?.Healthcheck),
            MemoryLimit = wire.HostConfig is { Memory: > 0 } host ? new ByteSize(host.Memory) : null,
            Environment = wire.Config?.Env ?? [],
            Probes =
            [
                .. (state.Health?.Log ?? []).Select(p => new HealthProbe(
                    p.End.ValueKind == JsonValueKind.String && p.End.TryGetDateTimeOffset(out var end) ? end : default, p.ExitCode, (p.Output ?? "").Trim())),
            ],
        };
    }

    /// <summary>Removes a container.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="force">Whether it is killed first where it runs; one that somebody removes at this moment is left to them.</param>
    /// <param name="volumes">Whether its volumes without a name go too.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>Whether there was such a container.</returns>
    public Task<bool> RemoveContainerAsync(string container, bool force = false, bool volumes = false, CancellationToken cancellationToken = default) => DoAsync(
        new EngineRequest(HttpMethod.Delete, $"/containers/{ImageName.InPath(container)}{new Query().Add("force", force).Add("v", volumes)}", $"remove container '{container}'")
        {
            Expects = force ? System.Net.HttpStatusCode.Conflict : null,
        },
        mayBeMissing: true,
        cancellationToken);

    /// <summary>What a container has written up to now.</summary>
    /// <param name="container">An id or a name.</param>
    /// <param name="tail">How many of its last lines; all unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The lines in the order they were written. A container with a terminal has one stream only.</returns>
    public async Task<IReadOnlyList<OutputLine>> ContainerLogsAsync(string container, int? tail = null, CancellationToken cancellationToken = default)
    {
        var query = new Query().Add("stdout", value: true).Add("stderr", value: true).Add("tail", tail?.ToString(CultureInfo.InvariantCulture));
        await using var answer = await SendAsync(
            new EngineRequest(HttpMethod.Get, $"/containers/{ImageName.InPath(container)}/logs{query}", $"show the log of container '{container}'"), mayBeMissing: false, cancellationToken);
        var multiplexed = answer.MediaType switch
        {
            "application/vnd.docker.multiplexed-stream" => true,
            "application/vnd.docker.raw-stream" when ApiVersions.Common(_version!.Api) >= new Version(1, 42) => false,
            // Before API 1.42 the answer does not tell which of the two it is: the container does.
            _ => (await InspectContainerAsync(container, cancellationToken))?.HasTerminal != true,
        };
        return ContainerLog.Split(await answer.ReadAllAsync(cancellationToken), multiplexed);
    }

    /// <summary>Listens to what happens. Events are kept for the listener from the moment this task is done.</summary>
    /// <param name="filters">Kinds such as <c>type</c>, <c>event</c>, <c>label</c> and the values that pass; everything unless given.</param>
    /// <param name="since">Events of the past that are told first; none unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The subscription, to be disposed of.</returns>
    public async Task<EventSubscription> SubscribeAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default)
    {
        var query = new Query()
            .Add("since", since is { } time ? FormattableString.Invariant($"{time.ToUnixTimeMilliseconds() / 1000m:0.000}") : null)
            .Filter(filters?.Select(f => (f.Key, f.Value)) ?? []);
#pragma warning disable CA2000 // The subscription disposes of it.
        return new EventSubscription(await SendAsync(new EngineRequest(HttpMethod.Get, $"/events{query}", "tell its events"), mayBeMissing: false, cancellationToken));
#pragma warning restore CA2000
    }

    /// <summary>What happens, as it happens, without end.</summary>
    /// <param name="filters">Kinds such as <c>type</c>, <c>event</c>, <c>label</c> and the values that pass; everything unless given.</param>
    /// <param name="since">Events of the past that are told first; none unless given.</param>
    /// <param name="cancellationToken">Stops the listening.</param>
    public async IAsyncEnumerable<EngineEvent> EventsAsync(
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters = null,
        DateTimeOffset? since = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var subscription = await SubscribeAsync(filters, since, cancellationToken);
        await foreach (var e in subscription.ReadAllAsync(cancellationToken))
            yield return e;
    }

    private static ContainerSummary SummaryOf(ContainerSummaryWire c) => new(
        c.Id,
        c.Names?.FirstOrDefault()?.TrimStart('/') ?? "",
        c.Image ?? "",
        c.ImageID ?? "",
        StatusOf(c.State),
        c.Status ?? "",
        c.Labels ?? [],
        [.. c.Ports?.Select(p => new ContainerPort(p.PrivatePort, p.Type ?? "tcp", p.IP, p.PublicPort)) ?? []]);

    private static ContainerStatus StatusOf(string? text) =>
        Enum.TryParse<ContainerStatus>(text, ignoreCase: true, out var status) ? status : ContainerStatus.Unknown;

    // "80/tcp": null where the port is only exposed, else one binding an address family.
    private static IEnumerable<ContainerPort> PortsOf(Dictionary<string, ContainerWire.Binding[]?> ports)
    {
        foreach (var (key, bindings) in ports)
        {
            var parts = key.Split('/');
            if (!int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            var protocol = parts.Length > 1 ? parts[1] : "tcp";
            if (bindings is null or [])
                yield return new ContainerPort(number, protocol);
            foreach (var binding in bindings ?? [])
                yield return new ContainerPort(number, protocol, binding.HostIp, int.TryParse(binding.HostPort, NumberStyles.None, CultureInfo.InvariantCulture, out var on) ? on : 0);
        }
    }
}
