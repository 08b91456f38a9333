using System.Text;
using Slipway.BuildKit.Http2;

namespace Slipway.BuildKit.Grpc;

/// <summary>A call that the peer makes and we answer.</summary>
internal sealed class GrpcCall(Http2Stream stream)
{
    private static readonly Header ContentType = new("content-type", "application/grpc");
    private static readonly Header Found = new(":status", "200");

    private int _hasBegun;

    /// <summary>What is called: <c>/package.Service/Method</c>.</summary>
    public string Path { get; } = stream.Header(":path") ?? "";

    /// <summary>Ends when the peer gives the call up, or the connection is lost.</summary>
    public CancellationToken Aborted => stream.Aborted;

    /// <summary>The values that the peer sent along under a name; characters beyond ASCII are UTF-8.</summary>
    public IReadOnlyList<string> Metadata(string name) =>
        [.. stream.Headers.Where(header => header.Name == name).Select(header => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(header.Value)))];

    /// <summary>The next message of the peer; <see langword="null"/> when it has sent its last.</summary>
    public ValueTask<byte[]?> ReadAsync(CancellationToken cancellationToken) => GrpcFrame.ReadAsync(stream.ReadAsync, cancellationToken);

    /// <summary>The only message of the peer.</summary>
    public async ValueTask<byte[]> ReadOnlyAsync(CancellationToken cancellationToken) =>
        await ReadAsync(cancellationToken).ConfigureAwait(false) ?? throw new GrpcException(GrpcStatus.InvalidArgument, "the request is missing");

    public ValueTask WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        WriteFramesAsync(GrpcFrame.Of(message.Span), cancellationToken);

    /// <summary>Sends messages that have their lengths before them already.</summary>
    public async ValueTask WriteFramesAsync(ReadOnlyMemory<byte> frames, CancellationToken cancellationToken)
    {
        await BeginAsync().ConfigureAwait(false);
        await stream.WriteDataAsync(frames, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the peer that its call is known, before there is anything to say.</summary>
    public ValueTask BeginAsync() =>
        Interlocked.Exchange(ref _hasBegun, 1) == 0 ? stream.WriteHeadersAsync(isLast: false, Found, ContentType) : ValueTask.CompletedTask;

    public ValueTask EndAsync(GrpcStatus status, string message)
    {
        Header[] trailers = [new("grpc-status", ((int)status).ToString(System.Globalization.CultureInfo.InvariantCulture)), new("grpc-message", Uri.EscapeDataString(message))];
        if (message.Length == 0)
            trailers = trailers[..1];
        return Interlocked.Exchange(ref _hasBegun, 1) == 0
            ? stream.WriteHeadersAsync(isLast: true, [Found, ContentType, .. trailers])
            : stream.WriteHeadersAsync(isLast: true, trailers);
    }
}
