namespace Slipway.Files;

/// <summary>Copies and moves files and folders.</summary>
internal sealed class FileTransfer(TransferOptions options)
{
    public void Copy(AbsolutePath source, AbsolutePath target)
    {
        Check(source, target);
        Copy(InfoOf(source)!, target);
    }

    public void Move(AbsolutePath source, AbsolutePath target)
    {
        Check(source, target);
        var info = InfoOf(source)!;
        if (InfoOf(target) is null)
        {
            Directory.CreateDirectory(target.Parent!);
            if (TryRename(info, target))
                return;
        }

        Copy(info, target);
        new FileRemoval(source.Parent).Remove(source);
    }

    // A broken link is there too: File.Exists and Directory.Exists look at what it leads to.
    private static FileSystemInfo? InfoOf(AbsolutePath path)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is not null || file.Exists)
            return file;
        var folder = new DirectoryInfo(path);
        return folder.Exists ? folder : null;
    }

    private static bool IsFolder(FileSystemInfo? info) => info is DirectoryInfo { LinkTarget: null };

    private static bool TryRename(FileSystemInfo info, AbsolutePath target)
    {
        try
        {
            if (info is DirectoryInfo folder)
                folder.MoveTo(target);
            else
                ((FileInfo)info).MoveTo(target);
            return true;
        }
        catch (IOException) when (InfoOf(target) is null && Path.Exists(info.FullName))
        {
            // Another file system: copied instead.
            return false;
        }
    }

    // Everything that would be refused is found before anything is changed.
    private void Check(AbsolutePath source, AbsolutePath target)
    {
        if (InfoOf(source) is not { } info)
            throw new ProblemException(FilesProblems.NothingThere(source));
        if (source == target || source.Contains(target) || target.Contains(source))
            throw new ProblemException(FilesProblems.IntoItself(source, target));
        var problems = new List<Problem>();
        CheckTarget(info, target, problems);
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private void CheckTarget(FileSystemInfo info, AbsolutePath target, List<Problem> problems)
    {
        if (InfoOf(target) is not { } there)
            return;
        if (IsFolder(info) != IsFolder(there) || (IsFolder(info) ? !options.MergesFolders : options.ExistingFiles == ExistingFile.Refuse))
        {
            problems.Add(FilesProblems.Exists(target));
            return;
        }

        if (info is not DirectoryInfo { LinkTarget: null } folder)
            return;
        foreach (var inner in Sorted(folder))
            CheckTarget(inner, target / inner.Name, problems);
    }

    private static IEnumerable<FileSystemInfo> Sorted(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal);

    private void Copy(FileSystemInfo info, AbsolutePath target)
    {
        if (info is DirectoryInfo { LinkTarget: null } folder)
        {
            var made = Directory.CreateDirectory(target);
            foreach (var inner in Sorted(folder))
                Copy(inner, target / inner.Name);
            if (!OperatingSystem.IsWindows())
                made.UnixFileMode = folder.UnixFileMode;
            return;
        }

        if (InfoOf(target) is { } there && (options.ExistingFiles == ExistingFile.Keep || (options.ExistingFiles == ExistingFile.ReplaceOlder && there.LastWriteTimeUtc >= info.LastWriteTimeUtc)))
            return;
        Directory.CreateDirectory(target.Parent!);
        var temporary = AtomicFile.TemporaryBeside(target);
        try
        {
            if (info.LinkTarget is { } text)
                File.CreateSymbolicLink(temporary, text);
            else
                File.Copy(info.FullName, temporary);
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
