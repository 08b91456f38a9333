using System.Text.Json;
using Slipway.Containers.Swarm;
using Slipway.Containers.Tests.Engine;

namespace Slipway.Containers.Tests.Swarm;

/// <summary>A fake engine that manages a swarm with stack <c>shop</c>.</summary>
internal static class FakeSwarm
{
    public static object Task(string id, string state, string error = "", string digest = "d1", string wanted = "running", int exitCode = 0, string service = "web") => new
    {
        ID = id,
        ServiceID = "id-" + service,
        NodeID = "n1",
        Slot = 1,
        CreatedAt = "2030-01-01T00:00:00Z",
        DesiredState = wanted,
        Status = new { Timestamp = "2030-01-01T00:00:00Z", State = state, Err = error, ContainerStatus = new { ContainerID = "c-" + id, ExitCode = exitCode } },
        Spec = new { ContainerSpec = new { Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [SwarmLabels.Digest] = digest } } },
    };

    public static object Service(string service = "web", string digest = "d1", int count = 1, string update = "", string message = "") => new
    {
        ID = "id-" + service,
        Version = new { Index = 7 },
        Spec = new
        {
            Name = "shop_" + service,
            Labels = new Dictionary<string, string>(StringComparer.Ordinal),
            TaskTemplate = new { ContainerSpec = new { Image = "sha256:1", Labels = new Dictionary<string, string>(StringComparer.Ordinal) { [SwarmLabels.Digest] = digest } }, ForceUpdate = 0 },
            Mode = new { Replicated = new { Replicas = count } },
        },
        UpdateStatus = new { State = update, Message = message },
    };

    public static void Has(this FakeEngine engine, object[] services, params object[] tasks)
    {
        engine.On("GET /v1.45/services", new FakeEngine.Answer(JsonSerializer.Serialize(services)));
        engine.On("GET /v1.45/tasks", new FakeEngine.Answer(JsonSerializer.Serialize(tasks)));
        engine.On("GET /v1.45/nodes", new FakeEngine.Answer("""[{"ID":"n1","Description":{"Hostname":"alpha"}}]"""));
        foreach (var id in tasks.Select(task => JsonSerializer.SerializeToElement(task).GetProperty("ID").GetString()))
            engine.On($"GET /v1.45/tasks/{id}/logs", new FakeEngine.Answer("no config\n") { Headers = "Content-Type: application/vnd.docker.raw-stream\r\n" });
    }
}
