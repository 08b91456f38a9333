using System.Threading.Channels;

namespace Slipway.BuildKit.Http2;

/// <summary>One request of the peer and its answer.</summary>
internal sealed class Http2Stream : IDisposable
{
    private readonly Http2Connection _connection;
    private readonly Channel<byte[]> _received = Channel.CreateUnbounded<byte[]>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _aborted = new();
    private byte[] _current = [];
    private int _position;
    private int _receiveWindow = Http2Connection.StreamWindow;
    private int _consumed;

    public Http2Stream(Http2Connection connection, int id, IReadOnlyList<Header> headers, int sendWindow)
    {
        _connection = connection;
        Id = id;
        Headers = headers;
        SendWindow = new SendWindow(sendWindow);
    }

    public int Id { get; }

    public IReadOnlyList<Header> Headers { get; }

    public SendWindow SendWindow { get; }

    /// <summary>Ends when the peer gives the request up, or the connection is lost.</summary>
    public CancellationToken Aborted => _aborted.Token;

    /// <summary>Whether the peer has sent its last byte.</summary>
    public bool HasReceivedAll { get; private set; }

    /// <summary>Whether our last byte is on its way.</summary>
    public bool HasSentAll { get; private set; }

    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name == name)
                return header.Value;
        }

        return null;
    }

    /// <summary>Reads what has come; 0 at the end.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (_position == _current.Length)
        {
            if (!await _received.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
                return 0;
            if (_received.Reader.TryRead(out var next))
                (_current, _position) = (next, 0);
        }

        var count = Math.Min(buffer.Length, _current.Length - _position);
        _current.AsSpan(_position, count).CopyTo(buffer.Span);
        _position += count;
        Consume(count);
        return count;
    }

    public ValueTask WriteHeadersAsync(bool isLast, params ReadOnlySpan<Header> headers)
    {
        // Ours are short: no peer has to put them together.
        var block = HeaderEncoder.Encode(headers);
        HasSentAll |= isLast;
        return _connection.Writer.WriteAsync(FrameType.Headers, FrameFlags.EndHeaders | (isLast ? FrameFlags.EndStream : FrameFlags.None), Id, block);
    }

    /// <summary>Sends bytes in one piece, as fast as the peer takes them: other senders of the stream wait.</summary>
    public async ValueTask WriteDataAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!bytes.IsEmpty)
            {
                var most = Math.Min(bytes.Length, _connection.LongestPayload);
                var own = await SendWindow.TakeAsync(most, cancellationToken).ConfigureAwait(false);
                var shared = 0;
                try
                {
                    shared = await _connection.SendWindow.TakeAsync(own, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    if (shared < own)
                        SendWindow.Add(own - shared);
                }

                await _connection.Writer.WriteAsync(FrameType.Data, FrameFlags.None, Id, bytes[..shared]).ConfigureAwait(false);
                bytes = bytes[shared..];
            }
        }
        finally
        {
            _sending.Release();
        }
    }

    public void Receive(ReadOnlySpan<byte> bytes, int length)
    {
        if (Interlocked.Add(ref _receiveWindow, -length) < 0)
            throw new Http2Exception("more data than there is room for", ErrorCode.FlowControl);
        if (!bytes.IsEmpty)
            _received.Writer.TryWrite(bytes.ToArray());
    }

    public void EndReceiving()
    {
        HasReceivedAll = true;
        _received.Writer.TryComplete();
    }

    public void Abort(Exception reason)
    {
        SendWindow.End(reason);
        _received.Writer.TryComplete(reason);
        try
        {
            _aborted.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Its answer was complete.
        }
    }

    /// <summary>Bytes that came and nobody read.</summary>
    public int Unread()
    {
        var unread = _current.Length - _position;
        while (_received.Reader.TryRead(out var next))
            unread += next.Length;
        return unread;
    }

    public void Dispose()
    {
        _sending.Dispose();
        _aborted.Dispose();
    }

    private void Consume(int count)
    {
        _connection.Consume(count);
        _consumed += count;
        if (_consumed < Http2Connection.StreamWindow / 2 || HasReceivedAll)
            return;
        Interlocked.Add(ref _receiveWindow, _consumed);
        _connection.Writer.UpdateWindow(Id, _consumed);
        _consumed = 0;
    }
}
