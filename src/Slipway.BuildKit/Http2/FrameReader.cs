namespace Slipway.BuildKit.Http2;

/// <summary>Reads frames through a buffer.</summary>
internal sealed class FrameReader(Stream transport)
{
    /// <summary>The longest payload, as long as nobody agrees on more (RFC 9113, section 4.2).</summary>
    public const int LongestPayload = 16 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>Reads bytes that are no frame; they are valid until the next read.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(int count, CancellationToken cancellationToken)
    {
        if (!await TryFillAsync(count, cancellationToken).ConfigureAwait(false))
            throw new Http2Exception("the connection has ended in the middle of a message");
        var bytes = _buffer.AsMemory(_start, count);
        _start += count;
        return bytes;
    }

    /// <summary>The next frame, whose payload is valid until the next read; <see langword="null"/> at the end of the connection.</summary>
    public async ValueTask<(Frame Frame, ReadOnlyMemory<byte> Payload)?> ReadFrameAsync(CancellationToken cancellationToken)
    {
        if (!await TryFillAsync(1, cancellationToken).ConfigureAwait(false))
            return null;
        var frame = Frame.Read((await ReadAsync(Frame.HeaderSize, cancellationToken).ConfigureAwait(false)).Span);
        if (frame.Length > LongestPayload)
            throw new Http2Exception($"a frame of {frame.Length} bytes is longer than agreed", ErrorCode.FrameSize);
        return (frame, await ReadAsync(frame.Length, cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<bool> TryFillAsync(int count, CancellationToken cancellationToken)
    {
        if (_buffer.Length - _start < count)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        while (_end - _start < count)
        {
            var read = await transport.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }
}
