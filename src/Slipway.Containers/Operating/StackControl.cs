using System.Globalization;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Images;
using Slipway.Containers.Releases;
using Slipway.Containers.Volumes;
using Slipway.Diagnostics;

namespace Slipway.Containers.Operating;

/// <summary>Works on what a stack has on its engine, found by labels: no compose, and no readable file, is needed.</summary>
/// <param name="instance">The stack.</param>
/// <param name="run">The node that does it.</param>
public sealed class StackControl(StackInstance instance, RunContext run)
{
    private string ProjectLabel => $"{ComposeLabels.Project}={instance.Project}";

    /// <summary>Refuses services that neither the files nor a container has.</summary>
    /// <param name="services">Names.</param>
    /// <exception cref="ProblemException">Every one that is unknown.</exception>
    public async Task CheckAsync(IReadOnlyList<string>? services)
    {
        if (services is null or [])
            return;
        var known = await instance.ServicesAsync(run.CancellationToken);
        var unknown = services.Where(service => !known.Contains(service, StringComparer.Ordinal)).ToList();
        if (unknown.Count > 0)
            throw new ProblemException([.. unknown.Select(service => OperatingProblems.NoSuchService(service, Nearest.To(service, known)))]);
    }

    /// <summary>Lets containers go on that are frozen: compose would leave them so.</summary>
    public async Task UnpauseAsync()
    {
        foreach (var container in (await instance.ContainersAsync(run.CancellationToken)).Where(container => container.Status is ContainerStatus.Paused))
        {
            await instance.Engine.UnpauseContainerAsync(container.Id, run.CancellationToken);
            run.Log($"'{container.Name}' was frozen and goes on");
        }
    }

    /// <summary>Restarts services' containers, and waits until they are healthy.</summary>
    /// <param name="services">The services; all that have containers unless given.</param>
    /// <param name="patience">How long they may take.</param>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> RestartAsync(IReadOnlyList<string>? services, TimeSpan patience)
    {
        await CheckAsync(services);
        var oneShots = instance.Stack?.OneShots.Append(instance.Stack.MigrateService).ToHashSet(StringComparer.Ordinal) ?? [];
        var chosen = (await instance.ContainersAsync(run.CancellationToken))
            .Where(container => container.Labels.GetValueOrDefault(ComposeLabels.OneOff) != "True")
            .Where(container => services is null or [] ? !oneShots.Contains(ServiceOf(container)) : services.Contains(ServiceOf(container), StringComparer.Ordinal)).ToList();
        var without = (services ?? []).Where(service => chosen.TrueForAll(container => ServiceOf(container) != service)).ToList();
        if (chosen.Count == 0 || without.Count > 0)
            throw new ProblemException(OperatingProblems.NothingRuns(instance.Project, without));
        await Task.WhenAll(chosen.Select(container => instance.Engine.RestartContainerAsync(container.Id, cancellationToken: run.CancellationToken)));
        var names = chosen.Select(ServiceOf).Distinct(StringComparer.Ordinal).ToList();
        var request = new HealthGateRequest { Project = instance.Project, Services = names, Deadline = patience, OneShots = [.. names.Where(oneShots.Contains)] };
        var ready = await new HealthGate(instance.Engine, run.Time).WaitAsync(request, state => run.Log($"{state.Service}: {state.Detail}"), run.CancellationToken);
        return $"{ready.Count} of {chosen.Count} containers restarted and ready";
    }

    /// <summary>Stops and removes containers and networks.</summary>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> DownAsync()
    {
        var containers = await instance.ContainersAsync(run.CancellationToken);
        await Task.WhenAll(containers.Where(container => container.Status is ContainerStatus.Running).Select(container => instance.Engine.StopContainerAsync(container.Id, cancellationToken: run.CancellationToken)));
        await Task.WhenAll(containers.Select(container => instance.Engine.RemoveContainerAsync(container.Id, force: true, volumes: true, run.CancellationToken)));
        foreach (var network in await instance.Engine.ListNetworksAsync([ProjectLabel], run.CancellationToken))
            await instance.Engine.RemoveNetworkAsync(network.Id, run.CancellationToken);
        return containers.Count == 0 ? "nothing was running" : $"{containers.Count} containers removed";
    }

    /// <summary>Removes the images that were built for the stack; an image that another stack names too stays.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveImagesAsync()
    {
        var own = (instance.Stack?.Images.Select(image => image.Reference) ?? []).ToHashSet(StringComparer.Ordinal);
        // Those of inactive profiles too, such as that of the tests.
        if (instance.Stack is { Compose: var compose })
            own.UnionWith(compose.Services.Values.Where(service => service.Build is not null).Select(service => service.Image ?? $"{compose.Name}-{service.Name}"));
        var removed = 0;
        foreach (var reference in own)
            removed += await instance.Engine.RemoveImageAsync(reference, force: true, run.CancellationToken) ? 1 : 0;
        foreach (var image in await instance.Engine.ListImagesAsync([$"{ImageLabels.Stack}={instance.Name}"], run.CancellationToken))
        {
            // With readable files every name of ours is gone by now; without them the label alone tells.
            if (image.Tags.Count == 0 || instance.Stack is null)
                removed += await instance.Engine.RemoveImageAsync(image.Id, force: true, run.CancellationToken) ? 1 : 0;
        }

        return removed;
    }

    /// <summary>Removes the stack's volumes, and all data in them.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RemoveVolumesAsync()
    {
        var volumes = (await instance.Engine.ListVolumesAsync([ProjectLabel], run.CancellationToken))
            .Concat(await instance.Engine.ListVolumesAsync([$"{VolumeLabels.Project}={instance.Project}"], run.CancellationToken)).ToList();
        foreach (var volume in volumes)
            await instance.Engine.RemoveVolumeAsync(volume.Name, run.CancellationToken);
        return volumes.Count;
    }

    /// <summary>What <see cref="RemoveAllAsync"/> would remove, a line each.</summary>
    public async Task<IReadOnlyList<string>> AllAsync() =>
    [
        .. (await instance.ContainersAsync(run.CancellationToken)).Select(container => $"container {container.Name}"),
        .. (await instance.Engine.ListNetworksAsync([ProjectLabel], run.CancellationToken)).Select(network => $"network {network.Name}"),
        .. (await instance.Engine.ListVolumesAsync([ProjectLabel], run.CancellationToken)).Select(volume => $"volume {volume.Name}, and all data in it"),
        .. (await new ReleaseStore(instance.Engine).ListAsync(instance.Project, run.CancellationToken)).Select(release => $"release {release.Number.ToString(CultureInfo.InvariantCulture)}"),
        .. (await instance.Engine.ListImagesAsync([$"{ImageLabels.Stack}={instance.Name}"], run.CancellationToken)).Select(image => $"image {(image.Tags.Count > 0 ? image.Tags[0] : image.Id[..19])}"),
    ];

    /// <summary>Removes everything of the stack: containers, networks, releases, volumes, images.</summary>
    /// <returns>A few words for the summary.</returns>
    public async Task<string> RemoveAllAsync()
    {
        var containers = await DownAsync();
        // Their images go, and a release without them is of no use.
        await new ReleaseStore(instance.Engine).ForgetAsync(instance.Project, keep: 0, run.CancellationToken);
        var volumes = await RemoveVolumesAsync();
        var images = await RemoveImagesAsync();
        return await AllAsync() is { Count: > 0 } left
            ? throw new ProblemException(OperatingProblems.NotRemoved(instance.Project, left))
            : $"{containers}, {volumes} volumes and {images} images removed";
    }

    /// <summary>Asks before <see cref="RemoveAllAsync"/>.</summary>
    /// <param name="terminal">The person to ask.</param>
    /// <exception cref="ProblemException">There is nobody to ask, or the answer is no.</exception>
    public async Task ConfirmAsync(BuildTerminal terminal)
    {
        if (!terminal.IsInteractive)
            throw new ProblemException(OperatingProblems.NotAsked(instance.Project));
        var answer = await terminal.AskAsync($"Remove all of {instance.Project}, its data too? Type yes: ", run.CancellationToken);
        if (!string.Equals(answer?.Trim(), "yes", StringComparison.OrdinalIgnoreCase))
            throw new ProblemException(OperatingProblems.Declined(instance.Project));
    }

    private static string ServiceOf(ContainerSummary container) => container.Labels.GetValueOrDefault(ComposeLabels.Service, "");
}
