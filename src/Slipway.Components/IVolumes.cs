using System.Globalization;
using Slipway.Containers.Operating;
using Slipway.Containers.Volumes;

namespace Slipway.Components;

/// <summary>Backs up and restores the stack's volumes.</summary>
public interface IVolumes : IHasInstance
{
    /// <summary>Where backups are. <c>backups</c> in the project's folder unless set.</summary>
    [Parameter("The folder for backups; backups/ unless given.")]
    AbsolutePath BackupFolder => Get(RootFolder / "backups");

    /// <summary>The volumes to back up or restore, by key or name. All unless set.</summary>
    [Parameter("A volume to back up or restore, by its key in the compose file or its name; all unless given.")]
    string[]? Volume => Get<string[]?>();

    /// <summary>What services that write a volume do while it is backed up. They are frozen unless set.</summary>
    [Parameter("What services do while their volume is backed up: pause, stop or run.")]
    WhileBackingUp While => Get(WhileBackingUp.Pause);

    /// <summary>Whether the files of databases are copied, in place of dumps by their own programs. False unless set.</summary>
    [Parameter("Copy the files of databases, in place of dumps by their own programs.")]
    bool NoDump => Get(false);

    /// <summary>How many backups stay, the new one included. All unless set.</summary>
    [Parameter("How many backups stay, the new one included; all unless given.")]
    int? Keep => Get<int?>();

    /// <summary>Whether the stack's volumes are backed up just before its database is migrated. False unless set.</summary>
    [Parameter("Back up the stack's volumes just before its database is migrated.")]
    bool BackupBeforeMigrate => Get(false);

    /// <summary>The backup to restore: its id, its folder, or <c>latest</c>. The newest unless set.</summary>
    [Parameter("The backup to restore: its id, its folder, or latest.")]
    string? Backup => Get<string?>();

    /// <summary>Backs up the stack's volumes, and reads the backup back.</summary>
    Target BackupVolumes => _ => _
        .Description("Backs up the stack's volumes: databases by their own dumps, others as they are while their writers are frozen.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            var backups = new VolumeBackups(Engine, instance.Project, instance.Stack, StoreOf(instance), run);
            var backup = await backups.BackUpAsync(new BackupOptions { Volumes = Volume, While = While, NoDump = NoDump, Keep = Keep });
            run.Summarize($"{backup.Id}: {Counted(backup.Manifest!.Volumes.Count)}, {backup.Manifest.Size}, verified");
        });

    /// <summary>Restores the stack's volumes; its services must not run.</summary>
    Target RestoreVolumes => _ => _
        .Description("Restores the stack's volumes from a backup: into fresh volumes first; refuses where a service runs.")
        .DependsOn(PrepareEngine)
        .Executes(async run =>
        {
            var instance = await FindInstanceAsync(run);
            var restores = new VolumeRestores(Engine, instance.Project, instance.Stack, StoreOf(instance), run);
            var backup = await restores.RestoreAsync(new RestoreOptions { Backup = Backup, Volumes = Volume, DatabaseTimeout = HealthTimeout });
            run.Summarize($"{Counted(Volume?.Length ?? backup.Manifest!.Volumes.Count)} of {backup.Id} restored");
        });

    /// <summary>Lists the stack's backups, newest first.</summary>
    Target ListBackups => _ => _
        .Description("Lists the stack's backups, newest first.")
        .RunsBesideOthers()
        .Executes(async run =>
        {
            var backups = StoreOf(await FindInstanceAsync(run)).List();
            foreach (var backup in backups)
                run.Log(Describe(backup));
            run.Summarize(backups.Count == 1 ? "1 backup" : $"{backups.Count} backups");
        });

    Func<Task<string>>? IHasCompose.BackUpBeforeMigration(RunContext run) => !BackupBeforeMigrate ? null : async () =>
    {
        var project = Stack.Compose.Name;
        var backups = new VolumeBackups(Engine, project, Stack, new BackupStore(BackupFolder, project), run);
        return (await backups.BackUpAsync(new BackupOptions { Volumes = Volume, While = While, NoDump = NoDump, Keep = Keep })).Id;
    };

    private static string Describe(StoredBackup backup) => backup.Manifest is not { } manifest
        ? $"{backup.Id}  damaged: {backup.Damage}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{backup.Id}  {manifest.Time.ToLocalTime():yyyy-MM-dd HH:mm:ss}  {manifest.Size}  {string.Join(", ", manifest.Volumes.Select(volume => volume.Kind == BackupKind.Postgres ? $"{volume.Key} (dump)" : volume.Key))}");

    private static string Counted(int volumes) => volumes == 1 ? "1 volume" : string.Create(CultureInfo.InvariantCulture, $"{volumes} volumes");

    private BackupStore StoreOf(StackInstance instance) => new(BackupFolder, instance.Project);
}
