using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Slipway.BuildKit.Sessions;

namespace Slipway.BuildKit.Grpc;

/// <summary>Calls methods of the builder; many at once go over one connection.</summary>
internal sealed class GrpcChannel : IDisposable
{
    private readonly HttpClient _http;

    public GrpcChannel(Func<CancellationToken, ValueTask<Stream>> connect)
    {
#pragma warning disable CA2000 // The HttpClient disposes it.
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
                await Upgrade.OpenAsync(await connect(cancellationToken).ConfigureAwait(false), "/grpc", [], cancellationToken).ConfigureAwait(false),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionIdleTimeout = TimeSpan.FromMinutes(1),
        };
#pragma warning restore CA2000
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://docker"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>Calls a method with one message each way.</summary>
    /// <exception cref="GrpcException">It ended with another status than OK.</exception>
    /// <exception cref="ConnectionLostException">The connection ended before the answer did.</exception>
    public async Task<byte[]> CallAsync(string path, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        byte[] answer = [];
        await foreach (var message in StreamAsync(path, request, cancellationToken).ConfigureAwait(false))
            answer = message;
        return answer;
    }

    /// <summary>Calls a method that answers with any number of messages.</summary>
    /// <exception cref="GrpcException">It ended with another status than OK.</exception>
    /// <exception cref="ConnectionLostException">The connection ended before the answer did.</exception>
    public async IAsyncEnumerable<byte[]> StreamAsync(string path, ReadOnlyMemory<byte> request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var response = await TellingLossAsync(() => SendAsync(path, request, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new GrpcException(GrpcStatus.Unknown, $"HTTP {(int)response.StatusCode} where gRPC was expected");
        // A call that fails at once has its trailers in place of headers.
        if (response.Headers.Contains("grpc-status"))
        {
            Check(response.Headers);
            yield break;
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (await TellingLossAsync(() => GrpcFrame.ReadAsync(body.ReadAsync, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false) is { } message)
            yield return message;
        Check(response.TrailingHeaders);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(string path, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(GrpcFrame.Of(request.Span)),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        message.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<T> TellingLossAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var inner = e; inner is not null; inner = inner.InnerException)
            {
                if (inner is BuildKitException)
                    throw inner;
            }

            throw new ConnectionLostException("the connection to the builder was lost: " + (e.InnerException ?? e).Message, e);
        }
    }

    private static void Check(HttpResponseHeaders trailers)
    {
        if (Value(trailers, "grpc-status") is not { } text || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            throw new ConnectionLostException("the connection to the builder was lost: the answer has no end");
        if (status != 0)
            throw new GrpcException((GrpcStatus)status, Uri.UnescapeDataString(Value(trailers, "grpc-message") ?? ""), Bytes(Value(trailers, "grpc-status-details-bin")));
    }

    private static string? Value(HttpResponseHeaders trailers, string name) => trailers.TryGetValues(name, out var values) ? values.First() : null;

    // Without the '=' at the end that Base64 asks for.
    private static byte[]? Bytes(string? text)
    {
        if (text is null)
            return null;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var count) ? bytes[..count] : null;
    }
}
