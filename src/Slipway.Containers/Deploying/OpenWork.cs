namespace Slipway.Containers.Deploying;

/// <summary>Work on a deployment that must come to its end before the process does, such as the removal of what was started.</summary>
/// <remarks>
/// A run that is stopped waits a few seconds for its nodes and then leaves them behind. Half a removal would be left on the
/// engine where that is slow. All of it has to be over five seconds after Ctrl-C, with the end of the lock that follows.
/// </remarks>
/// <param name="time">Measures the time that a stopped run has.</param>
internal sealed class OpenWork(TimeProvider time) : IDisposable
{
    /// <summary>How long work has when the run is asked to stop: less than a node has, so that it can say what is left.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3.5);

    private static readonly TimeSpan Parting = TimeSpan.FromSeconds(0.5);

    private readonly Lock _lock = new();
    private readonly List<Task> _open = [];
    private long? _stopped;

    /// <summary>Does it; the end of the build waits for it.</summary>
    /// <param name="work">The work; its token says that the time is up, some seconds after <paramref name="stop"/>.</param>
    /// <param name="stop">Asks the run to stop.</param>
    public Task DoAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        var doing = DoTimedAsync(work, stop);
        lock (_lock)
        {
            _open.RemoveAll(task => task.IsCompleted);
            _open.Add(doing);
        }

        return doing;
    }

    /// <summary>Waits for what is still open, no longer than is left of its time.</summary>
    public void Dispose()
    {
        Task open;
        lock (_lock)
            open = Task.WhenAll(_open);
        if (open.IsCompleted)
            return;
        var left = Patience + Parting - (_stopped is { } stopped ? time.GetElapsedTime(stopped) : TimeSpan.Zero);
#pragma warning disable VSTHRD002 // The end of a build is no place to wait otherwise, and nothing that could be waited for by this needs it.
        _ = Task.WhenAny(open, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time)).Result;
#pragma warning restore VSTHRD002
    }

    private async Task DoTimedAsync(Func<CancellationToken, Task> work, CancellationToken stop)
    {
        using var late = new CancellationTokenSource();
        await using var timer = time.CreateTimer(_ => late.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var stopping = stop.Register(() =>
        {
            lock (_lock)
                _stopped ??= time.GetTimestamp();
            timer.Change(Patience, Timeout.InfiniteTimeSpan);
        });
        await work(late.Token);
    }
}
