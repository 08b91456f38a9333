using System.IO.Pipes;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Engine;

/// <summary>Opens the byte stream below HTTP.</summary>
internal static class EngineTransport
{
    /// <summary>Connects, secured where the endpoint says so.</summary>
    /// <exception cref="EngineConnectException">No connection came about.</exception>
    public static async ValueTask<Stream> ConnectAsync(EngineEndpoint endpoint, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(timeout);
        try
        {
            return new AnsweringStream(await OpenAsync(endpoint, patience.Token));
        }
        catch (SocketException e)
        {
            throw new EngineConnectException(e.Message, e.SocketErrorCode is SocketError.AccessDenied, e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EngineConnectException(e.Message, isForbidden: true, e);
        }
        catch (Exception e) when (e is IOException or AuthenticationException or CryptographicException or TimeoutException or ArgumentException)
        {
            throw new EngineConnectException(e.Message, isForbidden: false, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new EngineConnectException($"no answer within {timeout.TotalSeconds:0.#} s", isForbidden: false, e);
        }
    }

    private static async Task<Stream> OpenAsync(EngineEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (endpoint.SocketPath is { } path)
            return await ConnectUnixAsync(path, cancellationToken);
        if (endpoint.Address.StartsWith("npipe://", StringComparison.Ordinal))
            return await ConnectPipeAsync(endpoint.Address, cancellationToken);

        if (endpoint.Address.StartsWith("ssh://", StringComparison.Ordinal))
            return SshConnection.Open(endpoint.Address);

        var uri = new Uri(endpoint.Address);
        var stream = await ConnectTcpAsync(uri.Host, uri.Port, cancellationToken);
        return endpoint.Tls is null ? stream : await SecureAsync(stream, uri.Host, endpoint.Tls, cancellationToken);
    }

    private static async Task<Stream> ConnectUnixAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static async Task<Stream> ConnectTcpAsync(string host, int port, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
#pragma warning restore CA2000
        try
        {
            socket.NoDelay = true;
            // A build may be silent for an hour: only keep-alive tells a dead peer from a busy one.
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, optionValue: true);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 30);
            socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 10);
            await socket.ConnectAsync(new DnsEndPoint(host, port), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // npipe:////./pipe/docker_engine: server '.', pipe 'docker_engine'.
    private static async Task<Stream> ConnectPipeAsync(string address, CancellationToken cancellationToken)
    {
        var parts = address["npipe://".Length..].Split('/', StringSplitOptions.RemoveEmptyEntries);
        var pipe = new NamedPipeClientStream(parts[0], parts[^1], PipeDirection.InOut, PipeOptions.Asynchronous);
        try
        {
            await pipe.ConnectAsync(cancellationToken);
            return pipe;
        }
        catch
        {
            await pipe.DisposeAsync();
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(Stream stream, string host, EngineTls tls, CancellationToken cancellationToken)
    {
        var secured = new SslStream(stream);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = host };
            if (File.Exists(tls.CertificateFile))
            {
#pragma warning disable CA2000 // The connection needs it as long as it lives.
                options.ClientCertificates = [X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile)];
#pragma warning restore CA2000
            }

            if (!tls.Verify)
            {
#pragma warning disable CA5359 // The user's context says that this engine's certificate is not to be checked.
                options.RemoteCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
            }
            else if (File.Exists(tls.AuthorityFile))
            {
                options.CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
                options.CertificateChainPolicy.CustomTrustStore.ImportFromPemFile(tls.AuthorityFile);
            }

            await secured.AuthenticateAsClientAsync(options, cancellationToken);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync();
            throw;
        }
    }
}
