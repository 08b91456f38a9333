namespace Slipway.Files;

/// <summary>Deletes files and folders, and refuses what nobody can mean.</summary>
/// <param name="within">Nothing outside of this folder is deleted.</param>
internal sealed class FileRemoval(AbsolutePath? within)
{
    public void Remove(AbsolutePath path)
    {
        Check(path);
        var info = new FileInfo(path);
        if (info.LinkTarget is not null || info.Exists)
            Unlink(info);
        else if (Directory.Exists(path))
            RemoveFolder(new DirectoryInfo(path));
    }

    private static void RemoveFolder(DirectoryInfo folder)
    {
        // In a folder that is read-only nothing can be deleted, whoever owns what is in it.
        if (!OperatingSystem.IsWindows() && !folder.UnixFileMode.HasFlag(UnixFileMode.UserWrite))
            folder.UnixFileMode |= UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.UserRead;
        foreach (var info in folder.EnumerateFileSystemInfos())
        {
            if (info is DirectoryInfo { LinkTarget: null } inner)
                RemoveFolder(inner);
            else
                Unlink(info);
        }

        folder.Delete();
    }

    private static void Unlink(FileSystemInfo info)
    {
        if (OperatingSystem.IsWindows() && info.Attributes.HasFlag(FileAttributes.ReadOnly))
            info.Attributes &= ~FileAttributes.ReadOnly;
        info.Delete();
    }

    private static AbsolutePath? Home() =>
        AbsolutePath.TryParse(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), out var home) ? home : null;

    private void Check(AbsolutePath path)
    {
        var real = path.WithRealParent();
        if (path.IsRoot || real.IsRoot)
            throw Refused(path, "it is a root", "name a folder below it");
        if (within is not null && !(within.Contains(path) && Resolved(within).Contains(real)))
            throw Refused(path, $"it does not lie below '{within}'", "give Delete the folder that it may delete in");
        // A link can be deleted anywhere: what it leads to stays.
        if (new FileInfo(path).LinkTarget is not null)
            return;
        if (Home() is { } home && (home == path || home == real || path.Contains(home) || real.Contains(home.WithRealParent())))
            throw Refused(path, "the home folder lies in it", "name a folder below it");
        if (Array.Find([".nuke", ".git"], name => Path.Exists(path / name)) is { } mark)
            throw Refused(path, $"it holds '{mark}', so it is the folder of a project", "name the folders in it that are to go");
    }

    private static AbsolutePath Resolved(AbsolutePath folder) => (folder / "x").WithRealParent().Parent!;

    private static ProblemException Refused(AbsolutePath path, string why, string tip) => new(FilesProblems.NotDeleted(path, why, tip));
}
