using System.Globalization;
using System.Net;
using System.Text.Json.Serialization.Metadata;
using Slipway.Containers.Deploying;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Swarm.Wire;
using Slipway.Processes;

namespace Slipway.Containers.Swarm;

/// <summary>Asks a manager of a swarm about one stack, and tells it what to do.</summary>
/// <param name="engine">The manager.</param>
/// <param name="stack">The stack: the compose project.</param>
internal sealed class SwarmApi(EngineClient engine, string stack)
{
    public EngineClient Engine => engine;

    public string Stack => stack;

    public string NameOf(string service) => $"{stack}_{service}";

    /// <summary>What the engine is in its swarm.</summary>
    public async Task<SwarmInfoWire.State> StateAsync(CancellationToken cancellationToken) =>
        (await GetAsync("/info", "describe itself", SwarmJson.Default.SwarmInfoWire, cancellationToken)).Swarm ?? new SwarmInfoWire.State();

    /// <summary>The stack's services by their names.</summary>
    public async Task<IReadOnlyDictionary<string, SwarmService>> ServicesAsync(CancellationToken cancellationToken) =>
        (await GetAsync($"/services{OfStack()}", "list services", SwarmJson.Default.SwarmServiceWireArray, cancellationToken))
            .Select(ServiceOf).ToDictionary(service => service.Name, StringComparer.Ordinal);

    /// <summary>The same; <see langword="null"/> where the engine manages no swarm.</summary>
    public async Task<IReadOnlyDictionary<string, SwarmService>?> FindServicesAsync(CancellationToken cancellationToken)
    {
        var request = new EngineRequest(HttpMethod.Get, $"/services{OfStack()}", "list services") { Expects = HttpStatusCode.ServiceUnavailable };
        await using var answer = await engine.SendAsync(request, mayBeMissing: true, cancellationToken);
        return answer.Status is HttpStatusCode.OK
            ? (await answer.ReadAsync(SwarmJson.Default.SwarmServiceWireArray, cancellationToken)).Select(ServiceOf).ToDictionary(service => service.Name, StringComparer.Ordinal)
            : null;
    }

    public async Task CreateServiceAsync(string name, byte[] specification, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, "/services/create", $"make service '{name}'", specification, cancellationToken);

    public async Task UpdateServiceAsync(SwarmService service, byte[] specification, CancellationToken cancellationToken) => await SendAsync(
        HttpMethod.Post, $"/services/{service.Id}/update?version={service.Version.ToString(CultureInfo.InvariantCulture)}", $"update service '{service.Name}'", specification, cancellationToken);

    public async Task RemoveServiceAsync(SwarmService service, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Delete, $"/services/{service.Id}", $"remove service '{service.Name}'", body: null, cancellationToken);

    /// <summary>The stack's tasks, the latest first; of those that have ended, the last few.</summary>
    public async Task<IReadOnlyList<SwarmTask>> TasksAsync(CancellationToken cancellationToken) =>
    [
        .. (await GetAsync($"/tasks{OfStack()}", "list tasks", SwarmJson.Default.SwarmTaskWireArray, cancellationToken)).Select(TaskOf).OrderByDescending(task => task.Created),
    ];

    /// <summary>What a task has written, on whatever node.</summary>
    public async Task<IReadOnlyList<OutputLine>> TaskLogAsync(string task, int? tail, CancellationToken cancellationToken)
    {
        var query = new Query().Add("stdout", value: true).Add("stderr", value: true).Add("tail", tail?.ToString(CultureInfo.InvariantCulture));
        await using var answer = await engine.SendAsync(new EngineRequest(HttpMethod.Get, $"/tasks/{task}/logs{query}", "show the log of a task"), mayBeMissing: true, cancellationToken);
        return answer.Status is HttpStatusCode.NotFound
            ? []
            : ContainerLog.Split(await answer.ReadAllAsync(cancellationToken), multiplexed: answer.MediaType != "application/vnd.docker.raw-stream");
    }

    /// <summary>The names of the swarm's machines by their ids.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NodesAsync(CancellationToken cancellationToken) =>
        (await GetAsync("/nodes", "list nodes", SwarmJson.Default.SwarmNodeWireArray, cancellationToken))
            .ToDictionary(node => node.ID, node => node.Description?.Hostname ?? node.ID, StringComparer.Ordinal);

    /// <summary>The secrets or configs of this stack, or all that there are.</summary>
    public async Task<IReadOnlyList<SwarmObjectWire>> ObjectsAsync(SwarmObjectKind kind, bool all, CancellationToken cancellationToken) =>
        await GetAsync($"/{PathOf(kind)}{(all ? "" : OfStack())}", $"list {PathOf(kind)}", SwarmJson.Default.SwarmObjectWireArray, cancellationToken);

    /// <summary>Makes a secret or a config.</summary>
    /// <param name="kind">Which of the two.</param>
    /// <param name="name">Its name.</param>
    /// <param name="digest">What tells it from later versions.</param>
    /// <param name="value">What it holds; it goes over the engine's connection, and nowhere else.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task CreateObjectAsync(SwarmObjectKind kind, string name, string digest, byte[] value, CancellationToken cancellationToken)
    {
        var body = RequestJson.Of(json =>
        {
            json.WriteString("Name", name);
            json.WritePairs("Labels", new Dictionary<string, string>(StringComparer.Ordinal) { [SwarmLabels.Stack] = stack, [DeploymentLabels.Project] = stack, [SwarmLabels.Digest] = digest });
            json.WriteBase64String("Data", value);
        });
        await SendAsync(HttpMethod.Post, $"/{PathOf(kind)}/create", $"make {WordOf(kind)} '{name}'", body, cancellationToken);
    }

    public async Task RemoveObjectAsync(SwarmObjectKind kind, SwarmObjectWire what, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Delete, $"/{PathOf(kind)}/{what.ID}", $"remove {WordOf(kind)} '{what.Spec?.Name}'", body: null, cancellationToken);

    /// <summary>Makes a network that spans the swarm.</summary>
    public async Task CreateNetworkAsync(string name, byte[] specification, CancellationToken cancellationToken) =>
        await SendAsync(HttpMethod.Post, "/networks/create", $"make network '{name}'", specification, cancellationToken);

    private static string PathOf(SwarmObjectKind kind) => kind is SwarmObjectKind.Secret ? "secrets" : "configs";

    private static string WordOf(SwarmObjectKind kind) => kind is SwarmObjectKind.Secret ? "secret" : "config";

    private static SwarmService ServiceOf(SwarmServiceWire wire) => new(wire.ID, wire.Spec?.Name ?? "", wire.Version?.Index ?? 0)
    {
        Labels = wire.Spec?.Labels ?? [],
        Image = wire.Spec?.TaskTemplate?.ContainerSpec?.Image ?? "",
        TaskDigest = wire.Spec?.TaskTemplate?.ContainerSpec?.Labels?.GetValueOrDefault(SwarmLabels.Digest),
        Count = wire.Spec?.Mode is { ReplicatedJob: { } job } ? job.TotalCompletions ?? 1 : wire.Spec?.Mode?.Replicated is { } replicated ? replicated.Replicas ?? 1 : null,
        IsJob = wire.Spec?.Mode?.ReplicatedJob is not null,
        ForceUpdate = wire.Spec?.TaskTemplate?.ForceUpdate ?? 0,
        UpdateState = wire.UpdateStatus?.State ?? "",
        UpdateMessage = wire.UpdateStatus?.Message ?? "",
    };

    private static SwarmTask TaskOf(SwarmTaskWire wire) => new(wire.ID, wire.ServiceID ?? "")
    {
        NodeId = wire.NodeID ?? "",
        Slot = wire.Slot,
        Created = wire.CreatedAt,
        Wanted = wire.DesiredState ?? "",
        State = wire.Status?.State ?? "",
        Since = wire.Status?.Timestamp ?? default,
        Error = wire.Status?.Err ?? "",
        ContainerId = wire.Status?.ContainerStatus?.ContainerID ?? "",
        ExitCode = wire.Status?.ContainerStatus?.ExitCode,
        Digest = wire.Spec?.ContainerSpec?.Labels?.GetValueOrDefault(SwarmLabels.Digest),
    };

    private Query OfStack() => new Query().Filter(("label", [$"{SwarmLabels.Stack}={stack}"]));

    private async Task<T> GetAsync<T>(string path, string doing, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var answer = await engine.SendAsync(new EngineRequest(HttpMethod.Get, path, doing), mayBeMissing: false, cancellationToken);
        return await answer.ReadAsync(type, cancellationToken);
    }

    // What is removed may be gone by then.
    private async Task SendAsync(HttpMethod method, string path, string doing, byte[]? body, CancellationToken cancellationToken)
    {
        using var content = body is null ? null : new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        await using var answer = await engine.SendAsync(new EngineRequest(method, path, doing) { Content = content }, mayBeMissing: method == HttpMethod.Delete, cancellationToken);
        await answer.ReadAllAsync(cancellationToken);
    }
}
