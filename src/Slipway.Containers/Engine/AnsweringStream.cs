using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Engine;

/// <summary>A connection on which the answer can be read although the engine has stopped listening.</summary>
/// <remarks>
/// An engine that refuses a build says why and closes the connection while the context is still on its way. The
/// writing then fails, and HttpClient would report that instead of the answer which has already arrived. So failed
/// writes are passed over in silence here; where there is no answer, the reading finds the end of the connection.
/// </remarks>
internal sealed class AnsweringStream(Stream connection) : ForwardStream
{
    private bool _isDeaf;

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isDeaf)
            return;
        try
        {
            await connection.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            _isDeaf = true;
        }
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        if (_isDeaf)
            return;
        try
        {
            connection.Write(buffer, offset, count);
        }
        catch (IOException)
        {
            _isDeaf = true;
        }
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        connection.ReadAsync(buffer, cancellationToken);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        connection.ReadAsync(buffer, offset, count, cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => connection.Read(buffer, offset, count);

    public override Task FlushAsync(CancellationToken cancellationToken) => _isDeaf ? Task.CompletedTask : connection.FlushAsync(cancellationToken);

    public override void Flush()
    {
        if (!_isDeaf)
            connection.Flush();
    }

    /// <summary>Says that nothing more will be written; reading goes on. Where the connection knows no such thing, nothing happens.</summary>
    public async Task CloseWritingAsync(CancellationToken cancellationToken)
    {
        switch (connection)
        {
            case System.Net.Sockets.NetworkStream network:
                network.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
                break;
            case System.Net.Security.SslStream secured:
                await secured.ShutdownAsync().WaitAsync(cancellationToken);
                break;
            case Streams.SshConnection ssh:
                ssh.CloseInput();
                break;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await connection.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            connection.Dispose();
        base.Dispose(disposing);
    }
}
