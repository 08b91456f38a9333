using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Sessions;

/// <summary>Says to the builder who we are to registries. It fetches tokens itself, as we offer no authority that would.</summary>
internal static class AuthService
{
    public static void AddTo(GrpcServer server, Func<string, CancellationToken, ValueTask<RegistryLogin?>> logins)
    {
        server.Add("/moby.filesync.v1.Auth/Credentials", async (request, cancellationToken) =>
        {
            var login = await logins(Host(request), cancellationToken).ConfigureAwait(false);
            return new MessageWriter().Text(1, login?.User).Text(2, login?.Secret).Written;
        });
        server.Add("/moby.filesync.v1.Auth/GetTokenAuthority", (_, _) => throw new GrpcException(GrpcStatus.Unimplemented, "no token authority"));
    }

    private static string Host(byte[] request)
    {
        var host = "";
        var reader = new MessageReader(request);
        while (reader.Next())
        {
            if (reader.Field == 1)
                host = reader.Text;
        }

        return host;
    }
}
