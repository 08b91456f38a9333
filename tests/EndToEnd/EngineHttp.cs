using System.Net.Sockets;
using Slipway.Containers.Engine;

namespace EndToEnd;

/// <summary>The engine's API without a client of ours between: for what our own does not ask, and to see what it did.</summary>
internal static class EngineHttp
{
    /// <summary>Opens a client whose paths are the API's, such as <c>containers/json</c>.</summary>
    public static HttpClient Open(EngineEndpoint endpoint)
    {
#pragma warning disable CA2000 // The client owns the handler.
        var handler = new SocketsHttpHandler { ConnectCallback = async (_, cancellationToken) => await ConnectAsync(endpoint.SocketPath!, cancellationToken) };
#pragma warning restore CA2000
        return new HttpClient(handler) { BaseAddress = new Uri("http://engine/") };
    }

    private static async Task<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns the socket.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
