using System.Globalization;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Operating;

namespace Slipway.Containers.Swarm;

/// <summary>Looks at what a stack has in a swarm.</summary>
/// <param name="engine">The engine, which manages the swarm.</param>
/// <param name="project">The compose project.</param>
/// <param name="time">Tells how long tasks run.</param>
public sealed class StackOnSwarm(EngineClient engine, string project, TimeProvider time)
{
    private const int ShortImage = 12;

    /// <summary>Checks that an engine manages a swarm.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">It does not; exit code <see cref="ExitCodes.ToolIsMissing"/>.</exception>
    public static Task CheckAsync(EngineClient engine, CancellationToken cancellationToken) => SwarmStack.CheckAsync(new SwarmApi(engine, ""), cancellationToken);

    /// <summary>What is wrong where something that works on containers is asked for tasks.</summary>
    /// <param name="target">What was asked for.</param>
    /// <param name="instead">What does the same for tasks.</param>
    public static Problem WorksOnContainersOnly(string target, string instead) => SwarmProblems.NotOnSwarm(target, instead);

    /// <summary>The services of the stack that the swarm has.</summary>
    /// <param name="services">Only these; all unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">The engine manages no swarm; exit code <see cref="ExitCodes.ToolIsMissing"/>.</exception>
    public async Task<IReadOnlyList<SwarmServiceState>> ReadAsync(IReadOnlyList<string>? services, CancellationToken cancellationToken)
    {
        var api = new SwarmApi(engine, project);
        await SwarmStack.CheckAsync(api, cancellationToken);
        var nodes = await api.NodesAsync(cancellationToken);
        var tasks = await api.TasksAsync(cancellationToken);
        return
        [
            .. (await api.ServicesAsync(cancellationToken)).Values.OrderBy(service => service.Name, StringComparer.Ordinal)
                .Select(service => Of(service, [.. tasks.Where(task => task.ServiceId == service.Id)], nodes))
                .Where(state => services is null or [] || services.Contains(state.Service, StringComparer.Ordinal)),
        ];
    }

    /// <summary>A table, a line a service, its head first; nothing where there is no service.</summary>
    /// <param name="states">The services.</param>
    public IReadOnlyList<string> Table(IReadOnlyList<SwarmServiceState> states)
    {
        if (states.Count == 0)
            return [];
        List<string[]> rows = [.. states.Select(state => (string[])
        [
            state.Service,
            string.Create(CultureInfo.InvariantCulture, $"{state.Running} of {state.Count ?? Math.Max(1, state.Nodes.Count)} {(state.IsJob ? "complete" : "running")}"),
            state.Since is { } since ? StatusText.Age(time.GetUtcNow() - since) : "",
            state.Image,
            string.Join(", ", state.Nodes),
            state.Problem,
        ]).Prepend(["service", "tasks", "up", "image", "machines", "in the way"])];
        return StatusText.Aligned(rows);
    }

    /// <summary>One JSON object.</summary>
    /// <param name="instance">The stack.</param>
    /// <param name="states">Its services.</param>
    public static string Json(StackInstance instance, IReadOnlyList<SwarmServiceState> states) => Encoding.UTF8.GetString(RequestJson.Of(json =>
    {
        json.WriteString("stack", instance.Name);
        json.WriteString("project", instance.Project);
        json.WriteStartArray("services");
        foreach (var state in states)
            Write(json, state);
        json.WriteEndArray();
    }));

    private static string Short(string image) => image.StartsWith("sha256:", StringComparison.Ordinal)
        ? image["sha256:".Length..][..Math.Min(ShortImage, image.Length - "sha256:".Length)]
        : image;

    private static void Write(Utf8JsonWriter json, SwarmServiceState state)
    {
        json.WriteStartObject();
        json.WriteString("service", state.Service);
        json.WriteNumber("running", state.Running);
        if (state.Count is { } count)
            json.WriteNumber("count", count);
        json.WriteBoolean("job", state.IsJob);
        json.WriteString("image", state.Image);
        if (state.Since is { } since)
            json.WriteString("since", since);
        json.WriteTexts("machines", state.Nodes);
        json.WriteString("problem", state.Problem);
        json.WriteEndObject();
    }

    private SwarmServiceState Of(SwarmService service, List<SwarmTask> tasks, IReadOnlyDictionary<string, string> nodes)
    {
        var good = tasks.Where(task => service.IsJob ? task.State == "complete" && task.Digest == service.TaskDigest : task is { State: "running", Wanted: "running" }).ToList();
        var waiting = tasks.Find(task => !task.HasEnded && task.State != "running" && task.Error.Length > 0) ?? (good.Count == 0 ? tasks.Find(task => task.Error.Length > 0) : null);
        return new SwarmServiceState(service.Name[Math.Min(service.Name.Length, project.Length + 1)..], good.Count, service.Count)
        {
            IsJob = service.IsJob,
            Image = service.Labels.GetValueOrDefault(SwarmLabels.Image) ?? Short(service.Image),
            Since = service.IsJob || good.Count == 0 ? null : good.Max(task => task.Since),
            Nodes = [.. good.Select(task => nodes.GetValueOrDefault(task.NodeId, task.NodeId)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Problem = service.UpdateState is "paused" or "rollback_paused" ? service.UpdateMessage : waiting is null ? "" : $"{waiting.State}: {waiting.Error}",
        };
    }
}
