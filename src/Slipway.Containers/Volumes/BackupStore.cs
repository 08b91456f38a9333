using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Slipway.Containers.Volumes;

/// <summary>The backups of a project: a folder for each, named by the time when it was begun.</summary>
/// <param name="root">The folder for backups of every project.</param>
/// <param name="project">The compose project.</param>
public sealed class BackupStore(string root, string project)
{
    internal const string ManifestFile = "manifest.json";
    internal const string SumsFile = "SHA256SUMS";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Where the project's backups are.</summary>
    public string Folder { get; } = Path.Combine(root, project);

    /// <summary>All backups, newest first; those that cannot be read without a manifest.</summary>
    public IReadOnlyList<StoredBackup> List()
    {
        if (!Directory.Exists(Folder))
            return [];
        try
        {
            return
            [
                .. Directory.EnumerateDirectories(Folder).Where(folder => Path.GetFileName(folder)[0] != '.')
                    .OrderByDescending(Path.GetFileName, StringComparer.Ordinal).Select(Read),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(VolumesProblems.CannotRead(Folder, e.Message));
        }
    }

    /// <summary>One backup, by its id or its folder; the newest unless named.</summary>
    /// <param name="id">The id, a path, or <c>latest</c>.</param>
    /// <exception cref="ProblemException">There is no such backup, or its manifest is damaged.</exception>
    public StoredBackup Find(string? id)
    {
        if (id is not null && Directory.Exists(id) && File.Exists(Path.Combine(id, ManifestFile)))
            return Whole(Read(Path.GetFullPath(id)));
        var all = List();
        var found = id is null or "latest" ? (all is [var newest, ..] ? newest : null) : all.FirstOrDefault(backup => backup.Id == id);
        return found is null
            ? throw new ProblemException(VolumesProblems.NoBackup(id is "latest" ? null : id, Folder, id is null ? [] : Diagnostics.Nearest.To(id, all.Select(backup => backup.Id))))
            : Whole(found);
    }

    /// <summary>Begins a backup: a folder that no list shows before it is complete.</summary>
    /// <param name="time">When.</param>
    /// <exception cref="ProblemException">The folder cannot be written.</exception>
    internal PartialBackup Begin(DateTimeOffset time)
    {
        try
        {
            Make(root);
            // Backups hold passwords and people's data: nobody is to commit them.
            if (!File.Exists(Path.Combine(root, ".gitignore")))
                File.WriteAllText(Path.Combine(root, ".gitignore"), "*\n");
            Make(Folder);
            var stamp = time.ToUniversalTime().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            var id = stamp;
            for (var i = 2; Directory.Exists(Path.Combine(Folder, id)); i++)
                id = FormattableString.Invariant($"{stamp}-{i}");
            return PartialBackup.Begin(Folder, id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(VolumesProblems.CannotWrite(Folder, e));
        }
    }

    /// <summary>Takes away what interrupted runs left, and tells which containers they had frozen or stopped.</summary>
    internal IReadOnlyList<FrozenContainer> ClearInterrupted() =>
        Directory.Exists(Folder) ? [.. Directory.EnumerateDirectories(Folder, ".*").SelectMany(PartialBackup.Clear)] : [];

    /// <summary>Removes all but the newest complete backups; damaged ones count for nothing and stay.</summary>
    /// <param name="keep">How many stay.</param>
    /// <returns>The ids of those that went.</returns>
    internal IReadOnlyList<string> Prune(int keep)
    {
        var old = List().Where(backup => backup.Manifest is not null).Skip(keep).ToList();
        foreach (var backup in old)
        {
            // A name that no list shows, so that what is half removed is never taken for a backup.
            var hidden = Path.Combine(Folder, $".{backup.Id}.removed");
            Directory.Move(backup.Folder, hidden);
            Directory.Delete(hidden, recursive: true);
        }

        return [.. old.Select(backup => backup.Id)];
    }

    private static StoredBackup Whole(StoredBackup backup) =>
        backup.Manifest is null ? throw new ProblemException(VolumesProblems.Damaged(Path.Combine(backup.Folder, ManifestFile), backup.Damage!)) : backup;

    private static StoredBackup Read(string folder)
    {
        try
        {
            var json = File.ReadAllBytes(Path.Combine(folder, ManifestFile));
            var sums = File.ReadAllText(Path.Combine(folder, SumsFile), Encoding.UTF8);
            if (!sums.Contains(BackupFiles.Sums([(ManifestFile, Convert.ToHexStringLower(SHA256.HashData(json)))]), StringComparison.Ordinal))
                return new StoredBackup(folder, null, $"its SHA-256 is not that of {SumsFile}");
            return new StoredBackup(folder, BackupManifest.Parse(json), null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return new StoredBackup(folder, null, e is FileNotFoundException missing ? $"{Path.GetFileName(missing.FileName)} is missing" : e.Message);
        }
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder);
        else
            Directory.CreateDirectory(folder, OwnerOnly);
    }
}
