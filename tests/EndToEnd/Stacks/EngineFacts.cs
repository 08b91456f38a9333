using System.Globalization;
using System.Net.Sockets;
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
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(endpoint.SocketPath!), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
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

    private static async Task<JsonElement> AskAsync(HttpClient http, string path)
    {
        using var json = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://engine{path}"), TestContext.Current.CancellationToken));
        return json.RootElement.Clone();
    }
}
