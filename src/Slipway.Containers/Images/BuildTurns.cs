namespace Slipway.Containers.Images;

/// <summary>Lets builds run together, or one alone: whoever wants to be alone waits for the others, and they for it.</summary>
internal sealed class BuildTurns
{
    private readonly Lock _lock = new();
    private readonly Queue<(bool Alone, TaskCompletionSource Turn)> _waiting = new();
    private int _together;
    private bool _alone;

    /// <summary>Waits for a turn.</summary>
    /// <param name="alone">Whether nobody else may have one meanwhile.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The turn, which ends when it is disposed of.</returns>
    public async Task<IDisposable> TakeAsync(bool alone, CancellationToken cancellationToken)
    {
        Task turn;
        lock (_lock)
        {
            // Those who wait already go first.
            if (_waiting.Count == 0 && TryTake(alone))
                return new Turn(this, alone);
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue((alone, source));
            turn = source.Task;
        }

        try
        {
#pragma warning disable VSTHRD003 // Completed by whoever ends a turn.
            await turn.WaitAsync(cancellationToken);
#pragma warning restore VSTHRD003
        }
        catch (OperationCanceledException)
        {
            // It is given back as soon as it comes.
            _ = turn.ContinueWith(_ => End(alone), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            throw;
        }

        return new Turn(this, alone);
    }

    private bool TryTake(bool alone)
    {
        if (_alone || (alone && _together > 0))
            return false;
        if (alone)
            _alone = true;
        else
            _together++;
        return true;
    }

    private void End(bool alone)
    {
        lock (_lock)
        {
            if (alone)
                _alone = false;
            else
                _together--;
            while (_waiting.TryPeek(out var next) && TryTake(next.Alone))
                _waiting.Dequeue().Turn.SetResult();
        }
    }

    private sealed class Turn(BuildTurns turns, bool alone) : IDisposable
    {
        public void Dispose() => turns.End(alone);
    }
}
