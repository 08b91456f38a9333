using System.Formats.Tar;
using Slipway.Containers.Engine;

namespace EndToEnd.Operating;

public sealed class BackingUpVolumes(Machine machine)
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_tree_of_every_kind_comes_back_as_it_was()
    {
        await using var project = await StartAsync("tree");
        await Volumes.FillAsync(
            machine.Engine,
            Data(project),
            Volumes.Entry(TarEntryType.Directory, "", mode: 0x5E8, user: 33, group: 44),
            Volumes.Entry(TarEntryType.Directory, "a/", mode: 0x3FF),
            Volumes.Entry(TarEntryType.RegularFile, "a/setuid", mode: 0x9C9, user: 1234, group: 567, content: "hi\n"),
            Volumes.Entry(TarEntryType.HardLink, "a/hard", mode: 0x9C9, user: 1234, group: 567, link: "a/setuid"),
            Volumes.Entry(TarEntryType.SymbolicLink, "a/dangling", link: "../nowhere"),
            Volumes.Entry(TarEntryType.Fifo, "a/pipe"),
            Volumes.Entry(TarEntryType.RegularFile, "a/odd\nname 日本語 'q' \"", content: ""),
            Volumes.Entry(TarEntryType.RegularFile, new string('n', 200), content: "long"),
            Volumes.Entry(TarEntryType.RegularFile, "a/holes", content: new string('\0', 3_000_000)),
            Volumes.Entry(TarEntryType.RegularFile, "capable", mode: 0x1ED, content: "x", attribute: "security.capability=\u0001\0\0\u0002\0\u0004\0\0\0\0\0\0\0\0\0\0\0\0\0\0"));
        var before = await Volumes.TreeAsync(machine.Engine, Data(project));

        var backup = (await project.RunAsync("BackupVolumes")).Succeeds();
        Assert.Equal(ContainerStatus.Running, Assert.Single(await project.ContainersAsync()).Status);
        (await project.RunAsync("Stop")).Succeeds();
        await machine.Engine.RemoveVolumeAsync(Data(project), Test);
        var restore = (await project.RunAsync("RestoreVolumes")).Succeeds();
        (await project.RunAsync("Start")).Succeeds();

        Assert.Matches("^done: [0-9TZ]+: 1 volume, .*, verified$", backup.Summary["BackupVolumes"]);
        Assert.Matches("^done: 1 volume of [0-9TZ]+ restored$", restore.Summary["RestoreVolumes"]);
        Assert.Contains("SCHILY.xattr.security.capability=", before, StringComparison.Ordinal);
        Assert.Contains("tree/a/odd\nname ", before, StringComparison.Ordinal);
        Assert.Equal(before, await Volumes.TreeAsync(machine.Engine, Data(project)));
        Assert.Equal([Data(project)], await OwnVolumesAsync(project));
    }

    [Fact]
    public async Task A_restore_takes_away_what_came_after_the_backup_and_is_refused_while_a_service_runs()
    {
        await using var project = await StartAsync("after");
        await Volumes.FillAsync(machine.Engine, Data(project), Volumes.Entry(TarEntryType.RegularFile, "old", content: "1"));
        (await project.RunAsync("BackupVolumes", "--while", "stop")).Succeeds();
        var before = await Volumes.TreeAsync(machine.Engine, Data(project));
        await Volumes.FillAsync(machine.Engine, Data(project), Volumes.Entry(TarEntryType.RegularFile, "new", content: "2"));

        var refused = (await project.RunAsync("RestoreVolumes")).FailsWith(1);
        (await project.RunAsync("Stop")).Succeeds();
        (await project.RunAsync("RestoreVolumes", "--backup", "latest", "--volume", "data")).Succeeds();

        Assert.Equal(
            """
            error SW0940: volume 'STACK_data' is in use: what runs on it would write into what is restored
              running: STACK-store-1
              try: ./build.sh Stop, then repeat
              log: .nuke/temp/logs/RestoreVolumes.log
            """,
            refused.Problem);
        Assert.Equal(before, await Volumes.TreeAsync(machine.Engine, Data(project)));
    }

    [Fact]
    public async Task A_damaged_backup_changes_nothing_and_is_told_of()
    {
        await using var project = await StartAsync("damage");
        await Volumes.FillAsync(machine.Engine, Data(project), Volumes.Entry(TarEntryType.RegularFile, "file", content: "1"));
        (await project.RunAsync("BackupVolumes")).Succeeds();
        (await project.RunAsync("Stop")).Succeeds();
        var before = await Volumes.TreeAsync(machine.Engine, Data(project));
        var file = Directory.GetFiles(Path.Combine(project.Folder, "backups"), "data.tar.gz", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(file, Test);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Test);

        var damaged = (await project.RunAsync("RestoreVolumes")).FailsWith(2);
        await File.WriteAllBytesAsync(file, bytes[..^7], Test);
        var cut = (await project.RunAsync("RestoreVolumes")).FailsWith(2);
        await File.AppendAllTextAsync(Path.Combine(Path.GetDirectoryName(file)!, "manifest.json"), " ", Test);
        var list = (await project.RunAsync("ListBackups")).Succeeds();
        var unknown = (await project.RunAsync("RestoreVolumes", "--backup", "20000101T000000Z")).FailsWith(2);

        Assert.Matches(@"^error SW0939: the backup is damaged: 'FOLDER/backups/STACK/[0-9TZ]+/data.tar.gz'\n  reason: its SHA-256 is not that of the manifest\n  nothing was changed\n", damaged.Problem);
        Assert.Matches(@"\n  reason: it has \d+ bytes, \d+ were written\n", cut.Problem);
        Assert.EndsWith("  damaged: its SHA-256 is not that of SHA256SUMS", Assert.Single(list.Lines("      ListBackups")), StringComparison.Ordinal);
        Assert.StartsWith("error SW0938: there is no backup '20000101T000000Z' in 'FOLDER/backups/STACK'\n", unknown.Problem, StringComparison.Ordinal);
        Assert.Equal(before, await Volumes.TreeAsync(machine.Engine, Data(project)));
    }

    [Fact]
    public async Task Only_the_newest_stay_where_that_is_asked_for()
    {
        await using var project = await StartAsync("keep");
        (await project.RunAsync("BackupVolumes")).Succeeds();
        (await project.RunAsync("BackupVolumes", "--keep", "2")).Succeeds();
        var third = (await project.RunAsync("BackupVolumes", "--keep", "2", "--while", "run")).Succeeds();
        var none = (await project.RunAsync("BackupVolumes", "--keep", "0")).FailsWith(2);

        Assert.Contains(third.Lines("      BackupVolumes"), line => line.EndsWith(", as 2 are kept", StringComparison.Ordinal));
        Assert.Equal("done: 2 backups", (await project.RunAsync("ListBackups")).Summary["ListBackups"]);
        Assert.StartsWith("error SW0949: --keep 0 would keep no backup", none.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_ends_it_with_clear_words_and_earlier_backups_stay()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "mounts a small file system");
        await using var project = await StartAsync("full");
        await using var disk = await SmallDisk.MountAsync(Path.Combine(project.Folder, "small"));
        (await project.RunAsync("BackupVolumes", "--backup-folder", disk.Folder)).Succeeds();
        await FillWithNoiseAsync(project, 4);

        var full = (await project.RunAsync("BackupVolumes", "--backup-folder", disk.Folder)).FailsWith(1);
        var list = (await project.RunAsync("ListBackups", "--backup-folder", disk.Folder)).Succeeds();

        Assert.Equal(
            """
            error SW0935: there is no space left in 'FOLDER/small/STACK' for the backup
              nothing of it was kept; earlier backups are as they were
              try: make room there, remove old backups (--keep N), or name another --backup-folder
              log: .nuke/temp/logs/BackupVolumes.log
            """,
            full.Problem);
        Assert.Equal("done: 1 backup", list.Summary["ListBackups"]);
        Assert.Single(Directory.GetDirectories(Path.Combine(disk.Folder, project.StackName)));
        Assert.Equal(ContainerStatus.Running, Assert.Single(await project.ContainersAsync()).Status);
    }

    [Fact]
    public async Task Whoever_is_interrupted_lets_services_go_on_and_loses_nothing()
    {
        await using var project = await StartAsync("interrupted");
        await FillWithNoiseAsync(project, 150);

        var asked = await InMidBackupAsync(project);
        await asked.SignalAsync("INT");
        (await asked.Completion).FailsWith(130);
        Assert.Equal(ContainerStatus.Running, Assert.Single(await project.ContainersAsync()).Status);
        Assert.Empty(Directory.GetDirectories(Path.Combine(project.Folder, "backups", project.StackName)));

        var killed = await InMidBackupAsync(project);
        await killed.SignalAsync("KILL");
        await killed.Completion;
        Assert.Equal(ContainerStatus.Paused, Assert.Single(await project.ContainersAsync()).Status);
        (await project.RunAsync("BackupVolumes")).Succeeds();

        Assert.Equal(ContainerStatus.Running, Assert.Single(await project.ContainersAsync()).Status);
        Assert.Single(Directory.GetDirectories(Path.Combine(project.Folder, "backups", project.StackName)));
    }

    [Fact]
    public async Task A_restore_that_is_killed_half_way_is_undone_by_the_next_one()
    {
        await using var project = await StartAsync("undone");
        await FillWithNoiseAsync(project, 100);
        (await project.RunAsync("BackupVolumes")).Succeeds();
        var saved = await Volumes.TreeAsync(machine.Engine, Data(project));
        await Volumes.FillAsync(machine.Engine, Data(project), Volumes.Entry(TarEntryType.RegularFile, "later", content: "2"));
        var later = await Volumes.TreeAsync(machine.Engine, Data(project));
        (await project.RunAsync("Stop")).Succeeds();

        var filters = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { ["type"] = ["volume"], ["event"] = ["create"] };
        await using var events = await machine.Engine.SubscribeAsync(filters, cancellationToken: Test);
        var restoring = project.Start("RestoreVolumes");
        await foreach (var e in events.ReadAllAsync(Test))
        {
            if (e.ActorId == $"{project.StackName}.slipway-swap")
                break;
        }

        await restoring.SignalAsync("KILL");
        await restoring.Completion;
        var refused = (await project.RunAsync("Start")).FailsWith(1);
        Assert.Equal(refused.Problem.Split('\n')[..3], (await project.RunUnscannedAsync("Deploy")).FailsWith(1).Problem.Split('\n')[..3]);
        Assert.Contains("error SW0948: ", (await project.RunAsync("Rollback")).FailsWith(1).Problem, StringComparison.Ordinal);
        (await project.RunAsync("BackupVolumes")).Succeeds();
        Assert.Equal(later, await Volumes.TreeAsync(machine.Engine, Data(project)));
        var first = Path.GetFileName(Directory.GetDirectories(Path.Combine(project.Folder, "backups", project.StackName)).Order(StringComparer.Ordinal).First());
        (await project.RunAsync("RestoreVolumes", "--backup", first)).Succeeds();

        Assert.StartsWith("error SW0948: a restore of 'STACK' was interrupted: 'STACK_data' may hold half of it\n", refused.Problem, StringComparison.Ordinal);
        Assert.Equal(saved, await Volumes.TreeAsync(machine.Engine, Data(project)));
        Assert.Equal([Data(project)], await OwnVolumesAsync(project));
    }

    private static string Data(Project project) => $"{project.StackName}_data";

    private async Task<Project> StartAsync(string name)
    {
        var project = machine.NewProject(name);
        Volumes.WriteStore(project);
        (await project.RunAsync("Start")).Succeeds();
        return project;
    }

    private async Task<IReadOnlyList<string>> OwnVolumesAsync(Project project) =>
        [.. (await machine.Engine.ListVolumesAsync(cancellationToken: Test)).Select(volume => volume.Name).Where(name => name.StartsWith(project.StackName, StringComparison.Ordinal))];

    private async Task FillWithNoiseAsync(Project project, int mebibytes)
    {
        var container = Assert.Single(await project.ContainersAsync());
        var done = await machine.Engine.ExecAsync(container.Id, new ExecRequest { Command = ["sh", "-c", $"dd if=/dev/urandom of=/data/noise bs=1M count={mebibytes} 2>&1"] }, Test);
        Assert.True(done.Succeeded, done.Output);
    }

    private static async Task<RunningBuild> InMidBackupAsync(Project project)
    {
        var store = Path.Combine(project.Folder, "backups", project.StackName);
        var running = project.Start("BackupVolumes");
        await Processes.UntilAsync(() => Directory.Exists(store) && Directory.EnumerateFiles(store, "data.tar.gz", SearchOption.AllDirectories).Any(file => new FileInfo(file).Length > 1 << 20), "the copy to be under way");
        return running;
    }
}
