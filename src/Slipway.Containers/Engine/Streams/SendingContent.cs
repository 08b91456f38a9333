using System.Net;

namespace Slipway.Containers.Engine.Streams;

/// <summary>A request's body that is made while it is sent, and that notices when nobody takes it any more.</summary>
/// <param name="write">Makes it.</param>
/// <param name="mediaType">What it is.</param>
/// <param name="moved">Called when something was taken.</param>
/// <param name="cancellationToken">Ends the making.</param>
internal sealed class SendingContent(Func<Stream, CancellationToken, Task> write, string mediaType, Action moved, CancellationToken cancellationToken) : HttpContent
{
    /// <summary>Why it could not be made, where the fault is not the connection's.</summary>
    public Exception? Failure { get; private set; }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        Headers.TryAddWithoutValidation("Content-Type", mediaType);
        await using var watched = new MovingStream(stream, moved);
        try
        {
            await write(watched, cancellationToken);
        }
        catch (Exception e) when (!watched.HasFailed)
        {
            Failure = e;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
