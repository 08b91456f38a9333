namespace Slipway.Containers.Engine.Streams;

/// <summary>Passes bytes on, tells each time that they were taken, and remembers whether the connection below failed: an <see cref="IOException"/> of a file that is read looks the same.</summary>
/// <param name="connection">Where to. It stays open.</param>
/// <param name="moved">Told, where anybody wants to know.</param>
internal sealed class MovingStream(Stream connection, Action? moved = null) : ForwardStream
{
    public bool HasFailed { get; private set; }

    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            await connection.WriteAsync(buffer, cancellationToken);
        }
        catch
        {
            HasFailed = true;
            throw;
        }

        moved?.Invoke();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            connection.Write(buffer, offset, count);
        }
        catch
        {
            HasFailed = true;
            throw;
        }

        moved?.Invoke();
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override void Flush() => connection.Flush();
}
