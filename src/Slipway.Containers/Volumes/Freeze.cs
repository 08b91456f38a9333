using Slipway.Containers.Engine;

namespace Slipway.Containers.Volumes;

/// <summary>Keeps containers from writing for a while, and lets them go on whatever happens.</summary>
/// <param name="engine">Where they run.</param>
/// <param name="note">Told who will have to go on, before anything is done to them.</param>
/// <param name="warn">Told who could not be made to go on.</param>
internal sealed class Freeze(EngineClient engine, Action<IReadOnlyList<FrozenContainer>> note, Action<string> warn) : IAsyncDisposable
{
    private static readonly TimeSpan Thaw = TimeSpan.FromMinutes(1);

    private readonly List<FrozenContainer> _frozen = [];

    /// <summary>Freezes or stops containers; those that are held already stay so.</summary>
    /// <param name="containers">Which.</param>
    /// <param name="stop">Whether they are stopped.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task HoldAsync(IEnumerable<ContainerDetails> containers, bool stop, CancellationToken cancellationToken)
    {
        var held = containers.DistinctBy(c => c.Id, StringComparer.Ordinal).Where(c => _frozen.TrueForAll(f => f.Id != c.Id)).Select(c => new FrozenContainer(c.Id, c.Name, stop)).ToList();
        if (held.Count == 0)
            return;
        _frozen.AddRange(held);
        note(_frozen);
        await Task.WhenAll(held.Select(container => stop
            ? engine.StopContainerAsync(container.Id, cancellationToken: cancellationToken)
            : engine.PauseContainerAsync(container.Id, cancellationToken)));
    }

    /// <summary>Lets all of them go on.</summary>
    public async Task ReleaseAsync()
    {
        await GoOnAsync(engine, _frozen, warn);
        _frozen.Clear();
        note(_frozen);
    }

    /// <summary>Lets containers go on that an interrupted run has left behind.</summary>
    public static async Task GoOnAsync(EngineClient engine, IReadOnlyList<FrozenContainer> frozen, Action<string> warn)
    {
        // Whoever is asked to stop lets them go on first.
        using var patience = new CancellationTokenSource(Thaw);
        foreach (var container in frozen)
        {
            try
            {
                var state = await engine.InspectContainerAsync(container.Id, patience.Token);
                if (container.WasStopped && state?.Status is ContainerStatus.Exited)
                    await engine.StartContainerAsync(container.Id, patience.Token);
                else if (!container.WasStopped && state?.Status is ContainerStatus.Paused)
                    await engine.UnpauseContainerAsync(container.Id, patience.Token);
            }
            catch (Exception e) when (e is ProblemException or OperationCanceledException)
            {
                warn($"container '{container.Name}' was {(container.WasStopped ? "stopped" : "frozen")} for the backup and does not go on: docker {(container.WasStopped ? "start" : "unpause")} {container.Name}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_frozen.Count > 0)
            await GoOnAsync(engine, _frozen, warn);
    }
}
