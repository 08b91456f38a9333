using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Sessions;

/// <summary>Gives secrets to <c>RUN --mount=type=secret</c>.</summary>
internal static class SecretService
{
    // The builder refuses more, in words that nobody understands.
    private const int Longest = 500 * 1024;

    public static void AddTo(GrpcServer server, Func<string, CancellationToken, ValueTask<byte[]?>> secrets) =>
        server.Add("/moby.buildkit.secrets.v1.Secrets/GetSecret", async (request, cancellationToken) =>
        {
            var id = Id(request);
            var secret = await secrets(id, cancellationToken).ConfigureAwait(false)
                ?? throw new GrpcException(GrpcStatus.NotFound, $"secret {id}: not found");
            return secret.Length <= Longest
                ? new MessageWriter().Bytes(1, secret).Written
                : throw new GrpcException(GrpcStatus.InvalidArgument, $"secret {id} has {secret.Length} bytes; 500 KiB are allowed");
        });

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
