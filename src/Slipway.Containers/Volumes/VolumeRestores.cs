using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Containers.Volumes.Databases;
using Slipway.Diagnostics;

namespace Slipway.Containers.Volumes;

/// <summary>Restores the volumes of a stack from a backup.</summary>
/// <param name="engine">Where they are.</param>
/// <param name="project">The compose project.</param>
/// <param name="stack">The stack; <see langword="null"/> where its files cannot be read.</param>
/// <param name="store">Where backups are.</param>
/// <param name="run">The node that does it.</param>
public sealed class VolumeRestores(EngineClient engine, string project, ContainerStack? stack, BackupStore store, RunContext run)
{
    private readonly StackVolumes _volumes = new(engine, project, stack);

    /// <summary>The volumes that an interrupted restore has left half filled; none where there was none.</summary>
    /// <param name="engine">Where they are.</param>
    /// <param name="project">The compose project.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task RefuseUnfinishedAsync(EngineClient engine, string project, CancellationToken cancellationToken)
    {
        if (await Swap.UnfinishedAsync(engine, project, cancellationToken) is { Count: > 0 } volumes)
            throw new ProblemException(VolumesProblems.Unfinished(project, volumes));
    }

    /// <summary>Restores: checked, unpacked into fresh volumes, read back, and only then put in the place of the old ones.</summary>
    /// <param name="options">What.</param>
    /// <returns>The backup.</returns>
    /// <exception cref="ProblemException">It failed; every volume holds what it held before.</exception>
    public async Task<StoredBackup> RestoreAsync(RestoreOptions options)
    {
        var backup = store.Find(options.Backup);
        var parts = Choose(backup, options.Volumes);
        foreach (var part in parts)
        {
            if (await BackupFiles.CheckAsync(backup.Folder, part, run.CancellationToken) is { } reason)
                throw new ProblemException(VolumesProblems.Damaged(Path.Combine(backup.Folder, part.File), reason));
        }

        run.Log($"{backup.Id}: {parts.Count} volumes, none damaged");
        await RefuseUsedAsync(parts);
        var swap = new Swap(engine, project, _volumes, run);
        await swap.RecoverAsync();
        var names = parts.Select(_volumes.NameOf).ToList();
        try
        {
            foreach (var part in parts)
                await FillAsync(swap, backup, part, options);
            // What was started meanwhile would write into what is replaced.
            await RefuseUsedAsync(parts);
            await swap.ReplaceAsync([.. parts.Select(Request)]);
        }
        finally
        {
            if (await MarkIsGoneAsync())
                await swap.ClearAsync(names);
        }

        foreach (var (part, name) in parts.Zip(names))
            run.Log($"{part.Key}: volume '{name}' holds it");
        return backup;
    }

    private static List<VolumeBackup> Choose(StoredBackup backup, IReadOnlyList<string>? chosen)
    {
        var all = backup.Manifest!.Volumes;
        var unknown = (chosen ?? []).Where(name => !all.Any(part => part.Key == name || part.Name == name)).ToList();
        return unknown.Count > 0
            ? throw new ProblemException([.. unknown.Select(name => VolumesProblems.UnknownVolume(name, $"backup '{backup.Id}'", Nearest.To(name, all.Select(part => part.Key))))])
            : [.. all.Where(part => chosen is null || chosen.Contains(part.Key, StringComparer.Ordinal) || chosen.Contains(part.Name, StringComparer.Ordinal))];
    }

    // All of them at once.
    private async Task RefuseUsedAsync(List<VolumeBackup> parts)
    {
        var problems = new List<Problem>();
        foreach (var name in parts.Select(_volumes.NameOf))
        {
            var users = await _volumes.UsersAsync(name, run.CancellationToken);
            var living = users.Where(user => user.Lives).Select(user => user.Container.Name).Order(StringComparer.Ordinal).ToList();
            var foreign = users.Where(user => !user.Lives && !user.IsOurs).Select(user => user.Container.Name).Order(StringComparer.Ordinal).ToList();
            if (living.Count > 0)
                problems.Add(VolumesProblems.InUse(name, living));
            if (foreign.Count > 0)
                problems.Add(VolumesProblems.HeldByOthers(name, foreign));
        }

        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private async Task FillAsync(Swap swap, StoredBackup backup, VolumeBackup part, RestoreOptions options)
    {
        var started = run.Time.GetTimestamp();
        var name = _volumes.NameOf(part);
        var fresh = Swap.FreshOf(name);
        // With the driver of the volume itself: where it cannot hold the data, that shows before anything is replaced.
        await engine.CreateVolumeAsync(new VolumeRequest(fresh) { Labels = swap.Labels("fresh") }, run.CancellationToken);
        try
        {
            if (part.Kind == BackupKind.Postgres)
                await new DatabaseRestore(engine, project, stack, run).LoadAsync(backup, part, name, fresh, options.DatabaseTimeout);
            else
                await UnpackAsync(backup, part, name, fresh);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0404" } refused])
        {
            // In the engine's words: mostly that it has no space left.
            throw new ProblemException(VolumesProblems.NotRestored(name, refused.Facts is [var fact, ..] ? fact : refused.What));
        }

        run.Log($"{part.Key}: {new ByteSize(part.Bytes)} in {run.Time.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private async Task UnpackAsync(StoredBackup backup, VolumeBackup part, string name, string fresh)
    {
        var image = await _volumes.AnyImageAsync([], run.CancellationToken);
        await using var box = await VolumeBox.OpenAsync(engine, fresh, image, project, isReadOnly: false, run.CancellationToken);
        await box.WriteAsync(
            async (to, stop) =>
            {
                await using var archive = BackupFiles.Open(backup.Folder, part);
                await archive.CopyToAsync(to, stop);
            },
            run.CancellationToken);
        using var held = await box.ReadAsync(Stream.Null, run.CancellationToken);
        if (held.Value != part.Content)
            throw new ProblemException(VolumesProblems.Differs(name));
    }

    private VolumeRequest Request(VolumeBackup part)
    {
        var name = _volumes.NameOf(part);
        var labels = new Dictionary<string, string>(part.Labels, StringComparer.Ordinal);
        // A backup of another project becomes this one's.
        if (stack?.Compose.Volumes.GetValueOrDefault(part.Key) is not { IsExternal: true } && labels.ContainsKey(ComposeLabels.Project))
            labels[ComposeLabels.Project] = project;
        return new VolumeRequest(name) { Driver = part.Driver, Options = part.Options, Labels = labels };
    }

    private async Task<bool> MarkIsGoneAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            return (await Swap.UnfinishedAsync(engine, project, patience.Token)).Count == 0;
        }
        catch (Exception e) when (e is ProblemException or OperationCanceledException)
        {
            // Nothing is removed that may still be needed.
            return false;
        }
    }
}
