using Slipway.Containers.Engine;

namespace Slipway.Containers.Deploying;

/// <summary>Takes away what a first deployment that failed has made.</summary>
/// <remarks>
/// Over the engine's own interface and side by side: a run that is stopped has a few seconds for it, and nothing is lost
/// with what never served. It never throws: the failure that led here is what people must see.
/// </remarks>
/// <param name="engine">Where it is.</param>
/// <param name="label">What it carries.</param>
internal sealed class Removal(EngineClient engine, string label)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Removes containers, then networks, then volumes.</summary>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <param name="warn">Told what could not be removed.</param>
    public async Task RemoveAsync(bool volumes, Action<string> warn)
    {
        using var patience = new CancellationTokenSource(Longest);
        var stop = patience.Token;
        try
        {
            var containers = await engine.ListContainersAsync([label], cancellationToken: stop);
            await Task.WhenAll(containers.Select(container => RemoveAsync(container.Id, stop)));
            var networks = await engine.ListNetworksAsync([label], stop);
            await Task.WhenAll(networks.Select(network => engine.RemoveNetworkAsync(network.Id, stop)));
            if (!volumes)
                return;
            foreach (var volume in await engine.ListVolumesAsync([label], stop))
                await engine.RemoveVolumeAsync(volume.Name, cancellationToken: stop);
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            warn($"not all of it could be removed: {e.Message}");
        }
    }

    // One that somebody else removes at this moment still holds its networks and volumes.
    private async Task RemoveAsync(string container, CancellationToken stop)
    {
        var waiting = engine.WaitForRemovalAsync(container, stop);
        try
        {
            await engine.RemoveContainerAsync(container, force: true, volumes: true, stop);
        }
        catch (ProblemException e) when (e.Problems is [{ Facts: [var said, ..] }] && said.Contains("HTTP 409", StringComparison.Ordinal))
        {
            // Its removal is under way.
        }

        await waiting;
    }
}
