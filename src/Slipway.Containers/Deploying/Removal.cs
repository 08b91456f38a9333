using Slipway.Containers.Composing;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Deploying;

/// <summary>Takes away what a project has on an engine.</summary>
/// <remarks>
/// Over the engine's own interface and side by side: a run that is stopped has a few seconds for it, and nothing is lost
/// with what never served. It never throws: the failure that led here is what people must see.
/// </remarks>
/// <param name="engine">Where it is.</param>
/// <param name="project">The compose project.</param>
internal sealed class Removal(EngineClient engine, string project)
{
    private readonly Lock _lock = new();
    private List<string>? _left;

    /// <summary>What is still there, such as <c>container shop-web-1</c>; <see langword="null"/> where the engine has not even told.</summary>
    public IReadOnlyList<string>? Left
    {
        get
        {
            lock (_lock)
                return _left is null ? null : [.. _left];
        }
    }

    /// <summary>Removes containers, then networks, then volumes.</summary>
    /// <param name="volumes">Whether volumes go too.</param>
    /// <param name="found">Told the ids of the containers before the first of them goes.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Why not all of it went; <see langword="null"/> where it did.</returns>
    public async Task<string?> RemoveAsync(bool volumes, Action<IReadOnlyList<string>> found, CancellationToken stop)
    {
        string[] labels = [$"{ComposeLabels.Project}={project}"];
        try
        {
            var containers = await engine.ListContainersAsync(labels, cancellationToken: stop);
            var networks = await engine.ListNetworksAsync(labels, stop);
            var kept = volumes ? await engine.ListVolumesAsync(labels, stop) : [];
            lock (_lock)
                _left = [.. containers.Select(Name), .. networks.Select(Name), .. kept.Select(Name)];
            found([.. containers.Select(container => container.Id)]);
            await Task.WhenAll(containers.Select(container => GoneAsync(() => RemoveAsync(container.Id, stop), Name(container))));
            // What somebody made until the last container went goes too.
            await Task.WhenAll((await engine.ListNetworksAsync(labels, stop)).Select(network => GoneAsync(() => engine.RemoveNetworkAsync(network.Id, stop), Name(network))));
            if (volumes)
                await Task.WhenAll((await engine.ListVolumesAsync(labels, stop)).Select(volume => GoneAsync(() => engine.RemoveVolumeAsync(volume.Name, stop), Name(volume))));
            return null;
        }
        catch (ProblemException e)
        {
            return e.Problems[0].What;
        }
        catch (OperationCanceledException)
        {
            return "the engine took too long";
        }
    }

    private static string Name(ContainerSummary container) => $"container {container.Name}";

    private static string Name(NetworkSummary network) => $"network {network.Name}";

    private static string Name(VolumeSummary volume) => $"volume {volume.Name}";

    // One that somebody else removes at this moment still holds its networks and volumes.
    private async Task RemoveAsync(string container, CancellationToken stop)
    {
        var waiting = engine.WaitForRemovalAsync(container, stop);
        await engine.RemoveContainerAsync(container, force: true, volumes: true, stop);
        await waiting;
    }

    private async Task GoneAsync(Func<Task> remove, string name)
    {
        await remove();
        lock (_lock)
            _left?.Remove(name);
    }
}
