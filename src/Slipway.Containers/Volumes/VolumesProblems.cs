namespace Slipway.Containers.Volumes;

/// <summary>What can go wrong with backups.</summary>
internal static class VolumesProblems
{
    private const int NoSpaceOnDevice = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    public static Problem NoVolume(string project) => new(
        "SW0930",
        $"'{project}' has no volume to back up",
        ["the compose file names none, and the engine has none of it"],
        "nothing is needed where no service keeps data");

    public static Problem UnknownVolume(string volume, string owner, IReadOnlyList<string> near) => new(
        "SW0931",
        $"{owner} has no volume '{volume}'",
        null,
        near.Count > 0 ? $"--volume {near[0]}" : "leave --volume out for all of them",
        ExitCodes.BuildIsWrong);

    public static Problem NoImage(string project) => new(
        "SW0932",
        $"the engine has no image at all, and one is needed to reach the volumes of '{project}'",
        ["nothing of the image is run: any one will do"],
        "./build.sh Restore",
        ExitCodes.TargetFailed);

    public static Problem Vanished(string volume) => new(
        "SW0933", $"volume '{volume}' cannot be reached any more", ["its container was removed while it was read"], "repeat it when nothing else works on the engine");

    public static Problem BadArchive(string volume, string reason) => new(
        "SW0934", $"what the engine sent of volume '{volume}' is no whole archive", [$"reason: {reason}"], "see whether the engine still runs (journalctl -u docker), then repeat");

    public static Problem CannotWrite(string folder, Exception reason) => IsFull(reason)
        ? new("SW0935", $"there is no space left in '{folder}' for the backup", ["nothing of it was kept; earlier backups are as they were"], "make room there, remove old backups (--keep N), or name another --backup-folder")
        : new("SW0936", $"the backup cannot be written to '{folder}'", [$"reason: {reason.Message}"], "name a folder that you may write with --backup-folder");

    public static Problem NotVerified(string file, string reason) => new(
        "SW0937", $"the backup was written, and cannot be read back: '{file}'", [$"reason: {reason}", "nothing of it was kept"], "check the disk that holds the folder, then repeat");

    public static Problem NoBackup(string? id, string folder, IReadOnlyList<string> near) => new(
        "SW0938",
        id is null ? $"there is no backup in '{folder}'" : $"there is no backup '{id}' in '{folder}'",
        null,
        id is null ? "./build.sh BackupVolumes makes one; --backup-folder names another place" : near.Count > 0 ? string.Join(", ", near.Select(n => $"--backup {n}")) : "./build.sh ListBackups shows those that there are",
        ExitCodes.BuildIsWrong);

    public static Problem Damaged(string file, string reason) => new(
        "SW0939", $"the backup is damaged: '{file}'", [$"reason: {reason}", "nothing was changed"], "restore another one: ./build.sh ListBackups shows them", ExitCodes.BuildIsWrong);

    public static Problem InUse(string volume, IReadOnlyList<string> containers) => new(
        "SW0940", $"volume '{volume}' is in use: what runs on it would write into what is restored", [$"running: {string.Join(", ", containers)}"], "./build.sh Stop, then repeat");

    public static Problem HeldByOthers(string volume, IReadOnlyList<string> containers) => new(
        "SW0941", $"volume '{volume}' belongs to containers of others too, and cannot be replaced", [$"containers: {string.Join(", ", containers)}"], "remove these containers, then repeat");

    public static Problem NotRestored(string volume, string reason) => new(
        "SW0942", $"volume '{volume}' could not be restored", [reason, "it holds what it held before"], "correct the cause, then repeat");

    public static Problem Differs(string volume) => new(
        "SW0943", $"what the engine holds in volume '{volume}' is not what was put there", ["every volume holds what it held before"], "check the disk that holds the engine's data, then repeat");

    public static Problem NotPutBack(string volume, string reason) => new(
        "SW0944",
        $"volume '{volume}' was being replaced, and what it held before could not be put back",
        [$"reason: {reason}", $"it is safe in volume '{Swap.BeforeOf(volume)}'"],
        "correct the cause, then ./build.sh RestoreVolumes, which puts it back first");

    public static Problem DumpFailed(string program, string container, int exitCode, string words) => new(
        "SW0945",
        $"{program} in container '{container}' ended with exit code {exitCode}",
        [$"says: {(words.Length > 0 ? words : "nothing")}"],
        "correct what it says, or copy the database's files: --no-dump");

    public static Problem DumpNotRestored(string volume, string reason) => new(
        "SW0946", $"the dump for volume '{volume}' could not be loaded", [reason, "the volume holds what it held before"], "correct the cause, then repeat");

    public static Problem NoServerFor(string volume, string image) => new(
        "SW0947", $"volume '{volume}' was backed up as a dump, and there is no server to load it: image '{image}' is not on the engine", null, "./build.sh Restore brings the image of the stack");

    public static Problem Unfinished(string project, IReadOnlyList<string> volumes) => new(
        "SW0948",
        $"a restore of '{project}' was interrupted: {string.Join(", ", volumes.Select(v => $"'{v}'"))} may hold half of it",
        ["what they held before is safe"],
        "./build.sh RestoreVolumes puts it back, and then restores again");

    public static Problem KeepTooFew(int keep) => new(
        "SW0949", $"--keep {keep} would keep no backup", null, "--keep 7", ExitCodes.BuildIsWrong);

    public static Problem CannotRead(string path, string reason) => new(
        "SW0950", $"'{path}' cannot be read", [$"reason: {reason}"], "read it as the user who made the backup", ExitCodes.BuildIsWrong);

    public static Problem Busy(string folder) => new(
        "SW0951", $"another run writes a backup in '{folder}'", null, "wait for its end, then repeat", ExitCodes.Locked);

    public static bool IsFull(Exception reason) => reason is IOException && (reason.HResult == WindowsDiskFull || (!OperatingSystem.IsWindows() && reason.HResult == NoSpaceOnDevice));
}
