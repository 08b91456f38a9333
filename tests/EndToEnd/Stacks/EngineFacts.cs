using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Slipway.Containers.Engine;

namespace EndToEnd.Stacks;

/// <summary>Asks the engine by itself, so that what the build says of containers is not taken for what they are.</summary>
internal static class EngineFacts
{
    public static async Task<ContainerFacts> ContainerAsync(EngineEndpoint endpoint, string id)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(endpoint.SocketPath!, cancellationToken),
        };
        using var http = new HttpClient(handler);
        var container = await AskAsync(http, $"/containers/{id}/json");
        var users = new List<int>();
        if (container.GetProperty("State").GetProperty("Running").GetBoolean())
        {
            var top = await AskAsync(http, $"/containers/{id}/top?ps_args=-eo%20uid,pid");
            users.AddRange(top.GetProperty("Processes").EnumerateArray().Select(process => int.Parse(process[0].GetString()!, CultureInfo.InvariantCulture)));
        }

        return new ContainerFacts(container, users);
    }

    /// <summary>Runs a command in a container, as its user, and gives what it wrote.</summary>
    public static async Task<string> ExecAsync(EngineEndpoint endpoint, string id, params string[] command)
    {
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(endpoint.SocketPath!, cancellationToken),
        };
        using var http = new HttpClient(handler);
        using var create = Json(JsonSerializer.Serialize(new { AttachStdout = true, AttachStderr = true, Tty = true, Cmd = command }));
        using var created = await http.PostAsync(new Uri($"http://engine/containers/{id}/exec"), create, TestContext.Current.CancellationToken);
        using var answer = JsonDocument.Parse(await created.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        using var start = Json("{\"Detach\": false, \"Tty\": true}");
        using var started = await http.PostAsync(new Uri($"http://engine/exec/{answer.RootElement.GetProperty("Id").GetString()}/start"), start, TestContext.Current.CancellationToken);
        return await started.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns the socket.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static async Task<JsonElement> AskAsync(HttpClient http, string path)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://engine{path}"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
