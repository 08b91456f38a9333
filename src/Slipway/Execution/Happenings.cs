namespace Slipway.Execution;

/// <summary>What happens to running nodes, handed from their threads to the one that runs the loop.</summary>
#pragma warning disable CA1001 // Nothing is freed: a body that was left behind may add to it when the run has ended.
internal sealed class Happenings
#pragma warning restore CA1001
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _some = new(0);
    private List<NodeReport?> _waiting = [];

    /// <summary>Adds a node that has ended, or, as <see langword="null"/>, that the time is up for those that were asked to stop.</summary>
    public void Add(NodeReport? happened)
    {
        lock (_gate)
        {
            _waiting.Add(happened);
            // Whoever waits takes all of them.
            if (_waiting.Count > 1)
                return;
        }

        _some.Release();
    }

    /// <summary>Waits until something has happened, and takes all that has, in order.</summary>
    /// <param name="blocks">Whether the thread waits itself, as nobody else has a use for it.</param>
    public async Task<List<NodeReport?>> TakeAsync(bool blocks)
    {
        if (blocks)
#pragma warning disable CA1849, VSTHRD103 // That is what was asked for.
            _some.Wait();
#pragma warning restore CA1849, VSTHRD103
        else
            await _some.WaitAsync();
        return TakeAll();
    }

    private List<NodeReport?> TakeAll()
    {
        lock (_gate)
        {
            var all = _waiting;
            _waiting = [];
            return all;
        }
    }
}
