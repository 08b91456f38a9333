using Slipway.Containers.Composing;

namespace Slipway.Containers.Swarm;

/// <summary>Takes away what a stack has in a swarm.</summary>
/// <param name="api">The swarm.</param>
/// <param name="time">Waits between attempts.</param>
internal sealed class SwarmRemoval(SwarmApi api, TimeProvider time)
{
    // A network goes when the swarm has noted that its last task has; nothing tells when that is.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    /// <summary>Removes services, then networks, secrets and configs, then volumes.</summary>
    /// <param name="volumes">Whether volumes go too: those of this machine.</param>
    /// <param name="log">Told of each.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>How many services were removed.</returns>
    public async Task<int> RemoveAsync(bool volumes, Action<string> log, CancellationToken cancellationToken)
    {
        var services = await api.ServicesAsync(cancellationToken);
        string[] labels = [$"{SwarmLabels.Stack}={api.Stack}"];
        var containers = await api.Engine.ListContainersAsync(labels, cancellationToken: cancellationToken);
        // From before the end of their services on: those of this machine are waited for.
        var gone = containers.Select(container => api.Engine.WaitForRemovalAsync(container.Id, cancellationToken)).ToList();
        foreach (var service in services.Values)
        {
            await api.RemoveServiceAsync(service, cancellationToken);
            log($"service {service.Name} removed");
        }

        try
        {
            await Task.WhenAll(gone).WaitAsync(LongestEnd, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // What still holds a network or a volume is told below.
        }

        foreach (var network in await api.Engine.ListNetworksAsync(labels, cancellationToken))
            await RepeatAsync($"network '{network.Name}'", () => api.Engine.RemoveNetworkAsync(network.Id, cancellationToken), cancellationToken);
        await WaitForNetworksAsync(labels, cancellationToken);
        foreach (var kind in (SwarmObjectKind[])[SwarmObjectKind.Secret, SwarmObjectKind.Config])
        {
            foreach (var one in await api.ObjectsAsync(kind, all: false, cancellationToken))
                await api.RemoveObjectAsync(kind, one, cancellationToken);
        }

        foreach (var volume in volumes ? await api.Engine.ListVolumesAsync([$"{ComposeLabels.Project}={api.Stack}"], cancellationToken) : [])
            await RepeatAsync($"volume '{volume.Name}'", () => api.Engine.RemoveVolumeAsync(volume.Name, cancellationToken), cancellationToken);
        return services.Count;
    }

    // What a machine has of a network outlives it by a moment.
    private async Task WaitForNetworksAsync(IReadOnlyList<string> labels, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (time.GetElapsedTime(started) < LongestEnd && (await api.Engine.ListNetworksAsync(labels, cancellationToken)).Count > 0)
            await Task.Delay(Pause, time, cancellationToken);
    }

    private async Task RepeatAsync(string what, Func<Task> remove, CancellationToken cancellationToken)
    {
        while (true)
        {
            ProblemException refused;
            try
            {
                await remove();
                return;
            }
            catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" }])
            {
                refused = e;
            }

            try
            {
                await Task.Delay(Pause, time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                throw new ProblemException(SwarmProblems.NotRemoved(api.Stack, what, refused.Problems[0].Facts![0]));
            }
        }
    }
}
