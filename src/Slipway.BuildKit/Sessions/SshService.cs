using System.Net.Sockets;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Sessions;

/// <summary>Connects <c>RUN --mount=type=ssh</c> with agents. Keys stay with the agent.</summary>
internal static class SshService
{
    private const string Default = "default";
    private const int Chunk = 32 * 1024;

    public static void AddTo(GrpcServer server, IReadOnlyDictionary<string, Func<CancellationToken, ValueTask<Stream>>> agents)
    {
        server.Add("/moby.sshforward.v1.SSH/CheckAgent", (request, _) =>
        {
            Find(agents, Id(request));
            return ValueTask.FromResult(ReadOnlyMemory<byte>.Empty);
        });
        server.Add("/moby.sshforward.v1.SSH/ForwardAgent", async call =>
        {
            var connect = Find(agents, call.Metadata("buildkit.ssh.id") is [var id, ..] ? id : "");
            Stream agent;
            try
            {
                agent = await connect(call.Aborted).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
            {
                throw new GrpcException(GrpcStatus.Unavailable, $"the SSH agent does not answer: {e.Message}");
            }

            await using (agent.ConfigureAwait(false))
                await ForwardAsync(call, agent).ConfigureAwait(false);
        });
    }

    private static async Task ForwardAsync(GrpcCall call, Stream agent)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted);
        await call.BeginAsync().ConfigureAwait(false);
        // Either side may hang up first, and then the other has nobody to talk to.
        var first = await Task.WhenAny(ToAgentAsync(call, agent, over.Token), FromAgentAsync(call, agent, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        await first.ConfigureAwait(false);
    }

    private static async Task ToAgentAsync(GrpcCall call, Stream agent, CancellationToken over)
    {
        while (await call.ReadAsync(over).ConfigureAwait(false) is { } message)
        {
            await agent.WriteAsync(DataOf(message), over).ConfigureAwait(false);
            await agent.FlushAsync(over).ConfigureAwait(false);
        }
    }

    private static async Task FromAgentAsync(GrpcCall call, Stream agent, CancellationToken over)
    {
        var buffer = new byte[Chunk];
        int read;
        while ((read = await agent.ReadAsync(buffer, over).ConfigureAwait(false)) > 0)
            await call.WriteAsync(new MessageWriter().Bytes(1, buffer.AsSpan(0, read)).Written, over).ConfigureAwait(false);
    }

    private static Func<CancellationToken, ValueTask<Stream>> Find(IReadOnlyDictionary<string, Func<CancellationToken, ValueTask<Stream>>> agents, string id)
    {
        id = id.Length == 0 ? Default : id;
        return agents.TryGetValue(id, out var agent) ? agent : throw new GrpcException(GrpcStatus.NotFound, $"there is no SSH agent '{id}'");
    }

    private static byte[] DataOf(byte[] message)
    {
        byte[] data = [];
        var reader = new MessageReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                data = reader.Bytes.ToArray();
        }

        return data;
    }

    private static string Id(byte[] request)
    {
        var id = "";
        var reader = new MessageReader(request);
        while (reader.Next())
        {
            if (reader.Field == 1)
                id = reader.Text;
        }

        return id;
    }
}
