using System.Net;
using System.Net.Http.Headers;

namespace Slipway.Containers.Building;

/// <summary>A build context that is written while it is sent, chunk by chunk: it is never held whole.</summary>
internal sealed class ContextContent : HttpContent
{
    private readonly Func<Stream, CancellationToken, Task> _write;

    public ContextContent(Func<Stream, CancellationToken, Task> write)
    {
        _write = write;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
    }

    /// <summary>What went wrong while the context was read. HttpClient tells it wrapped, or as a lost connection.</summary>
    public Exception? ReadFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var connection = new ConnectionStream(stream);
        try
        {
            await _write(connection, cancellationToken);
        }
        catch (Exception e) when (!connection.HasFailed && !cancellationToken.IsCancellationRequested)
        {
            ReadFailure = e;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
