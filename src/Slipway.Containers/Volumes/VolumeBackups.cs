using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;
using Slipway.Containers.Volumes.Archives;
using Slipway.Containers.Volumes.Databases;

namespace Slipway.Containers.Volumes;

/// <summary>Backs up the volumes of a stack.</summary>
/// <param name="engine">Where they are.</param>
/// <param name="project">The compose project.</param>
/// <param name="stack">The stack; <see langword="null"/> where its files cannot be read: labels tell its volumes then.</param>
/// <param name="store">Where backups go.</param>
/// <param name="run">The node that does it.</param>
public sealed class VolumeBackups(EngineClient engine, string project, ContainerStack? stack, BackupStore store, RunContext run)
{
    private readonly StackVolumes _volumes = new(engine, project, stack);

    /// <summary>Makes a backup: written, read back and compared, then given its name.</summary>
    /// <param name="options">Which volumes, and how.</param>
    /// <returns>The backup.</returns>
    /// <exception cref="ProblemException">It failed; nothing of it is kept, and earlier backups are as they were.</exception>
    public async Task<StoredBackup> BackUpAsync(BackupOptions options)
    {
        if (options.Keep is { } keep and < 1)
            throw new ProblemException(VolumesProblems.KeepTooFew(keep));
        await new Swap(engine, project, _volumes, run).RecoverAsync();
        await Freeze.GoOnAsync(engine, store.ClearInterrupted(), run.Warn);
        var volumes = await _volumes.FindAsync(options.Volumes, run.CancellationToken);
        if (volumes.Count == 0)
            throw new ProblemException(VolumesProblems.NoVolume(project));

        using var partial = store.Begin(run.Time.GetUtcNow());
        var manifest = await WriteAsync(partial, volumes, options);
        foreach (var volume in manifest.Volumes)
        {
            if (await BackupFiles.CheckAsync(partial.Folder, volume, run.CancellationToken) is { } reason)
                throw new ProblemException(VolumesProblems.NotVerified(Path.Combine(partial.CompleteFolder, volume.File), reason));
        }

        run.CancellationToken.ThrowIfCancellationRequested();
        Guarded(partial.Complete);
        run.Log($"{partial.Id}: {manifest.Volumes.Count} volumes, {manifest.Size} in {partial.CompleteFolder}");
        if (options.Keep is { } count)
        {
            foreach (var old in Prune(count))
                run.Log($"removed {old}, as {count} are kept");
        }

        return new StoredBackup(partial.CompleteFolder, manifest, null);
    }

    private async Task<BackupManifest> WriteAsync(PartialBackup partial, IReadOnlyList<StackVolume> volumes, BackupOptions options)
    {
        var parts = new List<VolumeBackup>();
        try
        {
            await using var freeze = new Freeze(engine, partial.Note, run.Warn);
            if (options.While == WhileBackingUp.Stop)
                await freeze.HoldAsync(Writers(volumes), stop: true, run.CancellationToken);
            foreach (var volume in volumes)
                parts.Add(await WriteAsync(partial, volume, options, freeze));
            await freeze.ReleaseAsync();

            var manifest = new BackupManifest
            {
                Id = partial.Id,
                Project = project,
                Time = run.Time.GetUtcNow(),
                While = options.While,
                Engine = (await engine.VersionAsync(run.CancellationToken)).Engine ?? "",
                Volumes = parts,
            };
            var json = manifest.ToJson();
            await WriteFileAsync(partial, BackupStore.ManifestFile, json);
            var sums = parts.Select(part => (part.File, part.Sha256)).Append((BackupStore.ManifestFile, Convert.ToHexStringLower(SHA256.HashData(json))));
            await WriteFileAsync(partial, BackupStore.SumsFile, Encoding.UTF8.GetBytes(BackupFiles.Sums(sums)));
            return manifest;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(VolumesProblems.CannotWrite(store.Folder, e));
        }
    }

    private async Task<VolumeBackup> WriteAsync(PartialBackup partial, StackVolume volume, BackupOptions options, Freeze freeze)
    {
        var started = run.Time.GetTimestamp();
        var part = await FindServerAsync(volume, options) is { } server
            ? await DumpAsync(partial, volume, server)
            : await CopyAsync(partial, volume, options, freeze);
        var what = part.Kind == BackupKind.Postgres ? "dumped" : $"{part.Entries} entries";
        run.Log($"{volume.Key}: {what}, {new ByteSize(part.Bytes)} as {new ByteSize(part.FileBytes)} in {run.Time.GetElapsedTime(started).TotalSeconds:0.0} s");
        return part;
    }

    private async Task<VolumeUser?> FindServerAsync(StackVolume volume, BackupOptions options)
    {
        if (options.NoDump || options.While == WhileBackingUp.Stop)
            return null;
        foreach (var user in volume.Users)
        {
            if (user.IsOurs && await PostgresDump.IsServerAsync(engine, user, run.CancellationToken))
                return user;
        }

        return null;
    }

    private async Task<VolumeBackup> DumpAsync(PartialBackup partial, StackVolume volume, VolumeUser server)
    {
        using var dump = new DumpDigest();
        var name = FileName(volume.Key) + ".sql.gz";
        var (bytes, sha256) = await BackupFiles.WriteAsync(
            Path.Combine(partial.Folder, name),
            async to => await PostgresDump.WriteAsync(engine, server.Container, new DigestingStream(to, dump.Append), run.CancellationToken),
            run.CancellationToken);
        if (!BackupFiles.IsWhole(dump))
            throw new ProblemException(VolumesProblems.DumpFailed("pg_dumpall", server.Container.Name, 0, "a dump without its end"));
        return Part(volume) with { Kind = BackupKind.Postgres, File = name, FileBytes = bytes, Sha256 = sha256, Content = dump.Value, Bytes = dump.Bytes, Image = server.Container.Image };
    }

    private async Task<VolumeBackup> CopyAsync(PartialBackup partial, StackVolume volume, BackupOptions options, Freeze freeze)
    {
        if (options.While != WhileBackingUp.Stop && !options.NoDump)
        {
            foreach (var redis in volume.Users.Where(user => user.IsOurs && RedisSave.IsServer(user)))
            {
                if (await RedisSave.SaveAsync(engine, redis.Container, run.CancellationToken) is { } reason)
                    run.Warn($"{volume.Key}: '{redis.Container.Name}' did not save before the copy: {reason}");
            }
        }

        var name = FileName(volume.Key) + ".tar.gz";
        await using var box = await VolumeBox.OpenAsync(
            engine, volume.Volume.Name, await _volumes.AnyImageAsync(volume.Users, run.CancellationToken), project, isReadOnly: true, run.CancellationToken);
        foreach (var other in volume.Users.Where(user => user.Writes && !user.IsOurs))
            run.Warn($"{volume.Key}: container '{other.Container.Name}' is none of '{project}' and may write while this is copied");
        if (options.While == WhileBackingUp.Pause)
            await freeze.HoldAsync(Writers([volume]), stop: false, run.CancellationToken);
        TreeDigest? tree = null;
        var (bytes, sha256) = await BackupFiles.WriteAsync(
            Path.Combine(partial.Folder, name), async to => tree = await box.ReadAsync(to, run.CancellationToken), run.CancellationToken);
        if (options.While == WhileBackingUp.Pause)
            await freeze.ReleaseAsync();
        using (tree)
            return Part(volume) with { File = name, FileBytes = bytes, Sha256 = sha256, Content = tree!.Value, Bytes = tree.Bytes, Entries = tree.Entries };
    }

    private IReadOnlyList<string> Prune(int keep)
    {
        try
        {
            return store.Prune(keep);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            run.Warn($"old backups could not be removed: {e.Message}");
            return [];
        }
    }

    private async Task WriteFileAsync(PartialBackup partial, string name, byte[] content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var file = new FileStream(Path.Combine(partial.Folder, name), options);
        await file.WriteAsync(content, run.CancellationToken);
        BackupFiles.Settle(file);
    }

    private void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(VolumesProblems.CannotWrite(store.Folder, e));
        }
    }

    private static IEnumerable<ContainerDetails> Writers(IEnumerable<StackVolume> volumes) =>
        volumes.SelectMany(volume => volume.Users).Where(user => user.IsOurs && user.Writes).Select(user => user.Container);

    private static VolumeBackup Part(StackVolume volume) => new()
    {
        Key = volume.Key,
        Name = volume.Volume.Name,
        Kind = BackupKind.Files,
        File = "",
        FileBytes = 0,
        Sha256 = "",
        Content = "",
        Bytes = 0,
        Driver = volume.Volume.Driver.Length > 0 ? volume.Volume.Driver : "local",
        Options = volume.Volume.Options,
        Labels = volume.Volume.Labels,
        Services = volume.Services,
    };

    // Keys are letters, digits, dots, dashes and underscores; a file that begins with a dot would not be seen.
    private static string FileName(string key) => key.StartsWith('.') ? "_" + key : key;
}
