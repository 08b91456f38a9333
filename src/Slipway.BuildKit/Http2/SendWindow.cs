namespace Slipway.BuildKit.Http2;

/// <summary>How many bytes of data the peer will take (RFC 9113, section 5.2). Senders wait here for more.</summary>
internal sealed class SendWindow(int size)
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _waiting = new();
    private long _size = size;
    private Exception? _end;

    /// <summary>Takes a piece of the window, at least one byte, as soon as there is any.</summary>
    public async ValueTask<int> TakeAsync(int most, CancellationToken cancellationToken)
    {
        while (true)
        {
            TaskCompletionSource more;
            lock (_lock)
            {
                if (_end is not null)
                    throw _end;
                if (_size > 0)
                {
                    var taken = (int)Math.Min(_size, most);
                    _size -= taken;
                    return taken;
                }

                more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                _waiting.Enqueue(more);
            }

            await more.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the window larger, or smaller where the peer has changed its mind.</summary>
    public void Add(long bytes)
    {
        lock (_lock)
        {
            _size += bytes;
            if (_size > int.MaxValue)
                throw new Http2Exception("the window is larger than any may be", ErrorCode.FlowControl);
            if (_size > 0)
                WakeAll();
        }
    }

    /// <summary>Nothing more can be sent.</summary>
    public void End(Exception reason)
    {
        lock (_lock)
        {
            _end ??= reason;
            WakeAll();
        }
    }

    private void WakeAll()
    {
        while (_waiting.TryDequeue(out var waiting))
            waiting.TrySetResult();
    }
}
