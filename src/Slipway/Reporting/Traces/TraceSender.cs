using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Reporting.Traces;

/// <summary>Sends spans to a collector, over HTTP or gRPC.</summary>
internal static class TraceSender
{
    private const int SpansInARequest = 1000;

    /// <summary>Sends all, or gives up when the time is over.</summary>
    /// <returns>Why not all were taken; <see langword="null"/> when they were.</returns>
    public static async Task<string?> SendAsync(TraceSettings settings, IReadOnlyList<TraceSpan> spans, TimeProvider time)
    {
        using var patience = new CancellationTokenSource(settings.Timeout, time);
        // What is on this machine needs no proxy.
        using var handler = new SocketsHttpHandler { UseProxy = !settings.Endpoint.IsLoopback, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            foreach (var some in spans.Chunk(SpansInARequest))
            {
                if (await SendAsync(client, settings, TraceMessage.Of(settings, some), patience.Token) is { } refusal)
                    return refusal;
            }

            return null;
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return $"no answer within {Durations.Text(settings.Timeout)}";
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return e.GetBaseException().Message;
        }
    }

    private static async Task<string?> SendAsync(HttpClient client, TraceSettings settings, byte[] message, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.Endpoint);
        foreach (var (name, value) in settings.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (settings.IsGrpc)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        }

        request.Content = new ByteArrayContent(settings.IsGrpc ? Framed(message) : message);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(settings.IsGrpc ? "application/grpc" : "application/x-protobuf");
        using var response = await client.SendAsync(request, cancellationToken);
        // Trailers are there when the body has been read, which SendAsync has done.
        return !response.IsSuccessStatusCode ? $"the answer was {(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd()
            : settings.IsGrpc ? GrpcRefusal(response)
            : null;
    }

    // gRPC's length-prefixed message, not compressed.
    private static byte[] Framed(byte[] message)
    {
        var framed = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(framed.AsSpan(1), message.Length);
        message.CopyTo(framed, 5);
        return framed;
    }

    private static string? GrpcRefusal(HttpResponseMessage response)
    {
        var status = Find("grpc-status");
        return status switch
        {
            "0" => null,
            null => "the answer had no grpc-status",
            _ => $"the answer was grpc-status {status} {Uri.UnescapeDataString(Find("grpc-message") ?? "")}".TrimEnd(),
        };

        string? Find(string name) =>
            response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values) ? values.First() : null;
    }
}
