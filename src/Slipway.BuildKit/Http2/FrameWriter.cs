using System.Buffers;
using System.Buffers.Binary;

namespace Slipway.BuildKit.Http2;

/// <summary>Collects frames of all streams and writes what has come together in one piece: nothing stays behind, nobody flushes.</summary>
internal sealed class FrameWriter(Stream transport)
{
    private const int Patience = 256 * 1024;

    private readonly Lock _lock = new();
    private ArrayBufferWriter<byte> _pending = new(64 * 1024);
    private ArrayBufferWriter<byte> _writing = new(64 * 1024);
    private TaskCompletionSource? _written;
    private bool _isWriting;
    private Exception? _failure;

    /// <summary>Adds a frame; returns when there is room for more, which may be long before it is on its way.</summary>
    public ValueTask WriteAsync(FrameType type, FrameFlags flags, int stream, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
        {
            Add(type, flags, stream, payload.Span);
            if (_pending.WrittenCount < Patience)
                return ValueTask.CompletedTask;
            _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_written.Task);
        }
    }

    /// <summary>Adds a frame without waiting: whoever reads the connection must never wait for the peer to read.</summary>
    public void Post(FrameType type, FrameFlags flags, int stream, ReadOnlySpan<byte> payload)
    {
        lock (_lock)
            Add(type, flags, stream, payload);
    }

    public void Reset(int stream, ErrorCode code) => Post(FrameType.Reset, FrameFlags.None, stream, Number((int)code));

    public void UpdateWindow(int stream, int bytes) => Post(FrameType.WindowUpdate, FrameFlags.None, stream, Number(bytes));

    public void GoAway(int lastStream, ErrorCode code) =>
        Post(FrameType.GoAway, FrameFlags.None, 0, [.. Number(lastStream), .. Number((int)code)]);

    /// <summary>Waits until everything that was added is written, or cannot be.</summary>
    public async Task DrainedAsync()
    {
        while (true)
        {
            Task written;
            lock (_lock)
            {
                if (!_isWriting)
                    return;
                _written ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                written = _written.Task;
            }

            await written.ConfigureAwait(false);
        }
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private void Add(FrameType type, FrameFlags flags, int stream, ReadOnlySpan<byte> payload)
    {
        if (_failure is not null)
            throw new Http2Exception("the connection is lost: " + _failure.Message);
        var frame = _pending.GetSpan(Frame.HeaderSize + payload.Length);
        new Frame(type, flags, stream, payload.Length).Write(frame);
        payload.CopyTo(frame[Frame.HeaderSize..]);
        _pending.Advance(Frame.HeaderSize + payload.Length);
        if (_isWriting)
            return;
        _isWriting = true;
        _ = Task.Run(DrainAsync);
    }

    private async Task DrainAsync()
    {
        while (true)
        {
            TaskCompletionSource? written;
            lock (_lock)
            {
                (_pending, _writing) = (_writing, _pending);
                _pending.ResetWrittenCount();
                (written, _written) = (_written, null);
                if (_writing.WrittenCount == 0 || _failure is not null)
                {
                    _isWriting = false;
                    written?.TrySetResult();
                    return;
                }
            }

            // There is room again: what is added from now on is written next.
            written?.TrySetResult();
            try
            {
                await transport.WriteAsync(_writing.WrittenMemory).ConfigureAwait(false);
                await transport.FlushAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
            {
                lock (_lock)
                    _failure = e;
            }
        }
    }
}
