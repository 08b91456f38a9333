using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace Slipway.BuildKit.Http2;

/// <summary>The server's side of HTTP/2 (RFC 9113) on a connection that is there already: no listener, no port, no framework.</summary>
/// <param name="transport">The connection; it stays open.</param>
/// <param name="serve">Answers a request. The stream is reset when it throws, and when it ends before the peer does.</param>
internal sealed class Http2Connection(Stream transport, Func<Http2Stream, Task> serve)
{
    public const int StreamWindow = 1024 * 1024;
    private const int ConnectionWindow = 8 * 1024 * 1024;
    private const int DefaultWindow = 65_535;
    private const int LongestHeaders = 16 * 1024 * 1024;

    private readonly FrameReader _reader = new(transport);
    private readonly HeaderDecoder _headers = new();
    private readonly ConcurrentDictionary<int, Http2Stream> _streams = new();
    private readonly ConcurrentDictionary<int, Task> _serving = new();
    private int _lastStream;
    private int _initialWindow = DefaultWindow;
    private int _consumed;
    private List<byte>? _block;
    private Frame _blockFrame;

    public FrameWriter Writer { get; } = new(transport);

    public SendWindow SendWindow { get; } = new(DefaultWindow);

    /// <summary>The longest payload that the peer takes.</summary>
    public int LongestPayload { get; private set; } = FrameReader.LongestPayload;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Serves until the connection ends; then all requests have ended too.</summary>
    /// <exception cref="Http2Exception">The peer broke the rules.</exception>
    /// <exception cref="IOException">The connection was lost.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Exception reason = new Http2Exception("the connection has ended");
        try
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
            while (await _reader.ReadFrameAsync(cancellationToken).ConfigureAwait(false) is { } next)
                Take(next.Frame, next.Payload.Span);
        }
        catch (Exception e)
        {
            reason = e;
            if (e is Http2Exception broken)
                await GoAwayAsync(broken.Code).ConfigureAwait(false);
            throw;
        }
        finally
        {
            SendWindow.End(reason);
            foreach (var stream in _streams.Values)
                stream.Abort(reason);
            await Task.WhenAll(_serving.Values).ConfigureAwait(false);
        }
    }

    /// <summary>Gives room back that read bytes have taken.</summary>
    public void Consume(int bytes)
    {
        if (Interlocked.Add(ref _consumed, bytes) >= ConnectionWindow / 2 && Interlocked.Exchange(ref _consumed, 0) is > 0 and var consumed)
            Writer.UpdateWindow(0, consumed);
    }

    private async Task GoAwayAsync(ErrorCode code)
    {
        try
        {
            Writer.GoAway(_lastStream, code);
            await Writer.DrainedAsync().ConfigureAwait(false);
        }
        catch (Http2Exception)
        {
            // The peer is gone: nobody is left to be told.
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!(await _reader.ReadAsync(Preface.Length, cancellationToken).ConfigureAwait(false)).Span.SequenceEqual(Preface))
            throw new Http2Exception("the peer does not speak HTTP/2");
        var settings = new byte[6];
        BinaryPrimitives.WriteUInt16BigEndian(settings, (ushort)Setting.InitialWindowSize);
        BinaryPrimitives.WriteInt32BigEndian(settings.AsSpan(2), StreamWindow);
        Writer.Post(FrameType.Settings, FrameFlags.None, 0, settings);
        Writer.UpdateWindow(0, ConnectionWindow - DefaultWindow);
    }

    private void Take(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (_block is not null && frame.Type != FrameType.Continuation)
            throw new Http2Exception("a block of headers is interrupted");
        switch (frame.Type)
        {
            case FrameType.Data:
                TakeData(frame, payload);
                break;
            case FrameType.Headers:
                TakeHeaders(frame, payload);
                break;
            case FrameType.Continuation:
                Continue(frame, payload);
                break;
            case FrameType.Settings when !frame.Has(FrameFlags.Ack):
                TakeSettings(payload);
                break;
            case FrameType.Ping when !frame.Has(FrameFlags.Ack):
                Writer.Post(FrameType.Ping, FrameFlags.Ack, 0, payload);
                break;
            case FrameType.Reset:
                Find(frame.StreamId)?.Abort(new OperationCanceledException("the peer gave the request up"));
                break;
            case FrameType.WindowUpdate:
                Widen(frame, payload);
                break;
        }
    }

    private void Widen(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (payload.Length != 4)
            throw new Http2Exception("a frame has the wrong size", ErrorCode.FrameSize);
        var bytes = BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue;
        if (bytes == 0)
            throw new Http2Exception("a window grows by nothing");
        if (frame.StreamId == 0)
            SendWindow.Add(bytes);
        else
            Find(frame.StreamId)?.SendWindow.Add(bytes);
    }

    private void TakeData(Frame frame, ReadOnlySpan<byte> payload)
    {
        var data = Unpadded(frame, payload);
        if (Find(frame.StreamId) is not { HasReceivedAll: false } stream)
        {
            // Nobody will read it, but it took room.
            Consume(frame.Length);
            return;
        }

        stream.Receive(data, frame.Length);
        Consume(frame.Length - data.Length);
        if (frame.Has(FrameFlags.EndStream))
            stream.EndReceiving();
    }

    private void TakeHeaders(Frame frame, ReadOnlySpan<byte> payload)
    {
        payload = Unpadded(frame, payload);
        if (frame.Has(FrameFlags.Priority))
            payload = payload.Length >= 5 ? payload[5..] : throw new Http2Exception("a frame of headers is cut short", ErrorCode.FrameSize);
        if (frame.Has(FrameFlags.EndHeaders))
        {
            TakeBlock(frame, payload);
            return;
        }

        _blockFrame = frame;
        _block = [.. payload];
    }

    private void Continue(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (_block is null || frame.StreamId != _blockFrame.StreamId)
            throw new Http2Exception("headers are continued that nobody began");
        _block.AddRange(payload);
        if (_block.Count > LongestHeaders)
            throw new Http2Exception("headers are longer than anybody needs", ErrorCode.EnhanceYourCalm);
        if (!frame.Has(FrameFlags.EndHeaders))
            return;
        var block = _block.ToArray();
        _block = null;
        TakeBlock(_blockFrame, block);
    }

    private void TakeBlock(Frame frame, ReadOnlySpan<byte> block)
    {
        // Read in any case: later blocks build on it.
        var headers = _headers.Decode(block);
        if (frame.StreamId > _lastStream)
        {
            if (frame.StreamId % 2 == 0)
                throw new Http2Exception("a client's streams have odd numbers");
            _lastStream = frame.StreamId;
            Start(new Http2Stream(this, frame.StreamId, headers, _initialWindow), frame.Has(FrameFlags.EndStream));
        }
        else if (frame.Has(FrameFlags.EndStream))
        {
            Find(frame.StreamId)?.EndReceiving();
        }
    }

    private void Start(Http2Stream stream, bool isWhole)
    {
        if (isWhole)
            stream.EndReceiving();
        _streams[stream.Id] = stream;
        var begun = new TaskCompletionSource();
        _serving[stream.Id] = begun.Task;
        _ = Task.Run(async () =>
        {
            await ServeAsync(stream).ConfigureAwait(false);
            _serving.TryRemove(stream.Id, out _);
            begun.SetResult();
        });
    }

    private async Task ServeAsync(Http2Stream stream)
    {
        var code = ErrorCode.None;
        try
        {
            await serve(stream).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            code = ErrorCode.Cancel;
        }
#pragma warning disable CA1031 // Whatever it is, the peer is told that its request failed; other requests go on.
        catch (Exception)
#pragma warning restore CA1031
        {
            code = ErrorCode.Internal;
        }

        _streams.TryRemove(stream.Id, out _);
        try
        {
            Consume(stream.Unread());
            if (!stream.Aborted.IsCancellationRequested && (!stream.HasSentAll || !stream.HasReceivedAll))
                Writer.Reset(stream.Id, stream.HasSentAll ? ErrorCode.None : code is ErrorCode.None ? ErrorCode.Internal : code);
        }
        catch (Http2Exception)
        {
            // The connection is lost, and with it the stream.
        }
    }

    private void TakeSettings(ReadOnlySpan<byte> payload)
    {
        if (payload.Length % 6 != 0)
            throw new Http2Exception("settings are cut short", ErrorCode.FrameSize);
        for (; !payload.IsEmpty; payload = payload[6..])
        {
            var value = BinaryPrimitives.ReadUInt32BigEndian(payload[2..]);
            switch ((Setting)BinaryPrimitives.ReadUInt16BigEndian(payload))
            {
                case Setting.InitialWindowSize:
                    if (value > int.MaxValue)
                        throw new Http2Exception("the window is larger than any may be", ErrorCode.FlowControl);
                    foreach (var stream in _streams.Values)
                        stream.SendWindow.Add((int)value - _initialWindow);
                    _initialWindow = (int)value;
                    break;
                case Setting.MaxFrameSize:
                    // More would help nobody: frames are copied together anyway.
                    LongestPayload = (int)Math.Clamp(value, FrameReader.LongestPayload, 64 * 1024);
                    break;
            }
        }

        Writer.Post(FrameType.Settings, FrameFlags.Ack, 0, default);
    }

    private Http2Stream? Find(int id)
    {
        if (id == 0 || id > _lastStream)
            throw new Http2Exception($"stream {id} has not begun");
        return _streams.GetValueOrDefault(id);
    }

    private static ReadOnlySpan<byte> Unpadded(Frame frame, ReadOnlySpan<byte> payload)
    {
        if (!frame.Has(FrameFlags.Padded))
            return payload;
        var padding = payload.IsEmpty ? 0 : payload[0];
        return padding < payload.Length ? payload[1..^padding] : throw new Http2Exception("a frame has more padding than content");
    }
}
