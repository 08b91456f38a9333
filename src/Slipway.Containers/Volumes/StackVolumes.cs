using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Diagnostics;

namespace Slipway.Containers.Volumes;

/// <summary>Finds the volumes of a stack on the engine: by its compose file where that can be read, and by their labels.</summary>
/// <param name="engine">Where they are.</param>
/// <param name="project">The compose project.</param>
/// <param name="stack">The stack; <see langword="null"/> where its files cannot be read.</param>
internal sealed class StackVolumes(EngineClient engine, string project, ContainerStack? stack)
{
    private const string VolumeKey = "com.docker.compose.volume";

    /// <summary>The volumes that are there, by key.</summary>
    /// <param name="chosen">Keys or names; all unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">There is no such volume.</exception>
    public async Task<IReadOnlyList<StackVolume>> FindAsync(IReadOnlyList<string>? chosen, CancellationToken cancellationToken)
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var volume in stack?.Compose.Volumes.Values ?? [])
            keys[volume.Name] = volume.Key;
        foreach (var volume in await engine.ListVolumesAsync([$"{ComposeLabels.Project}={project}"], cancellationToken))
            keys.TryAdd(volume.Name, volume.Labels.GetValueOrDefault(VolumeKey, volume.Name));
        var unknown = (chosen ?? []).Where(name => !keys.ContainsKey(name) && !keys.ContainsValue(name)).ToList();
        if (unknown.Count > 0)
            throw new ProblemException([.. unknown.Select(name => VolumesProblems.UnknownVolume(name, $"'{project}'", Nearest.To(name, keys.Values)))]);

        var found = new List<StackVolume>();
        foreach (var (name, key) in keys.Where(pair => chosen is null || chosen.Contains(pair.Key, StringComparer.Ordinal) || chosen.Contains(pair.Value, StringComparer.Ordinal)))
        {
            if (await engine.InspectVolumeAsync(name, cancellationToken) is { } volume)
                found.Add(new StackVolume(key, volume, await UsersAsync(name, cancellationToken)));
        }

        return [.. found.OrderBy(volume => volume.Key, StringComparer.Ordinal)];
    }

    /// <summary>The name that a volume of a backup has in this project.</summary>
    public string NameOf(VolumeBackup volume) => stack?.Compose.Volumes.GetValueOrDefault(volume.Key)?.Name ?? volume.Name;

    /// <summary>The containers that a volume is part of.</summary>
    public async Task<IReadOnlyList<VolumeUser>> UsersAsync(string volume, CancellationToken cancellationToken)
    {
        var users = new List<VolumeUser>();
        foreach (var summary in await engine.ListUsersOfVolumeAsync(volume, cancellationToken))
        {
            if (summary.Labels.ContainsKey(VolumeLabels.Role) || await engine.InspectContainerAsync(summary.Id, cancellationToken) is not { } container)
                continue;
            users.AddRange(container.Mounts.Where(mount => mount.Kind == "volume" && mount.Source == volume).Take(1).Select(mount => new VolumeUser(
                container,
                container.Labels.GetValueOrDefault(ComposeLabels.Service, ""),
                container.Labels.GetValueOrDefault(ComposeLabels.Project) == project,
                mount)));
        }

        return users;
    }

    /// <summary>An image that the engine has; which does not matter.</summary>
    /// <param name="users">Containers whose images come first.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<string> AnyImageAsync(IEnumerable<VolumeUser> users, CancellationToken cancellationToken)
    {
        foreach (var image in users.Select(user => user.Container.ImageId).Concat(stack?.Images.Select(image => image.Reference) ?? []).Concat(stack?.Bases.Select(image => image.Reference) ?? []))
        {
            if (await engine.InspectImageAsync(image, cancellationToken) is { } found)
                return found.Id;
        }

        return await engine.ListImagesAsync(cancellationToken: cancellationToken) is [var any, ..] ? any.Id : throw new ProblemException(VolumesProblems.NoImage(project));
    }
}
