namespace Slipway.Tests.Execution;

/// <summary>Counts how many bodies run at a time, and holds them until as many as expected are there.</summary>
internal sealed class Gauge(int expected)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _together = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _running;

    public long Most { get; private set; }

    public List<string> Started { get; } = [];

    public async Task HoldAsync(string name, long weight = 1)
    {
        lock (_gate)
        {
            Started.Add(name);
            _running += weight;
            Most = Math.Max(Most, _running);
            if (_running >= expected)
                _together.TrySetResult();
        }

        await _together.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        await Task.Yield();
        lock (_gate)
            _running -= weight;
    }
}
