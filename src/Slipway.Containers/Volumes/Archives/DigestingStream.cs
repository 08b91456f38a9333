using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Volumes.Archives;

/// <summary>Shows all that is written to something else on its way.</summary>
/// <param name="next">Where it goes; disposed of with this.</param>
/// <param name="see">Shown each piece.</param>
internal sealed class DigestingStream(Stream next, DigestingStream.Look see) : ForwardStream
{
    /// <summary>Looks at a piece.</summary>
    public delegate void Look(ReadOnlySpan<byte> bytes);

    public override bool CanWrite => true;

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        see(buffer.Span);
        return next.WriteAsync(buffer, cancellationToken);
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        see(buffer.AsSpan(offset, count));
        next.Write(buffer, offset, count);
    }

    public override void Flush() => next.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => next.FlushAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await next.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            next.Dispose();
        base.Dispose(disposing);
    }
}
