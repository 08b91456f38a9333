namespace Slipway.Containers.Contexts;

/// <summary>The files that a build may use.</summary>
public static class BuildContext
{
    private const UnixFileMode AllBits = (UnixFileMode)0x1FF;
    private const UnixFileMode FolderBits = (UnixFileMode)0x1ED;
    private const UnixFileMode FileBits = (UnixFileMode)0x1A4;

    /// <summary>
    /// What is in <paramref name="folder"/> and not left out: names in the order of their bytes, each folder followed by what
    /// it holds. Links are not followed. A folder that is left out is there when something inside of it is not.
    /// </summary>
    /// <param name="folder">The context.</param>
    /// <param name="ignore">What is left out; nothing unless given.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="ProblemException">
    /// The folder does not exist, or something in it is neither file, folder nor link, or cannot be read.
    /// </exception>
    public static IEnumerable<ContextEntry> Enumerate(
        string folder, DockerIgnore? ignore = null, CancellationToken cancellationToken = default)
    {
        var root = new DirectoryInfo(folder);
        return root.Exists
            ? new Walk(root.FullName, ignore ?? DockerIgnore.None, cancellationToken).Folder(root, "", [], [])
            : throw new ProblemException(ContextsProblems.NoFolder(folder));
    }

    private sealed class Walk(string root, DockerIgnore ignore, CancellationToken cancellationToken)
    {
        // 'pending' holds folders above that are left out so far: they come first when something inside is kept.
        public IEnumerable<ContextEntry> Folder(DirectoryInfo folder, string prefix, bool[] above, List<ContextEntry> pending)
        {
            foreach (var info in Sorted(folder, prefix))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = prefix + info.Name;
                var own = new bool[ignore.RuleCount];
                var isLeftOut = ignore.Matches(path, above, own);
                var isFolder = info is DirectoryInfo && info.LinkTarget is null;
                if (isLeftOut && !(isFolder && ignore.MayKeepBelow(path)))
                    continue;
                var entry = Entry(info, path, isFolder);
                if (isLeftOut)
                {
                    pending.Add(entry);
                }
                else
                {
                    foreach (var parent in pending)
                        yield return parent;
                    pending.Clear();
                    yield return entry;
                }

                if (!isFolder)
                    continue;
                foreach (var inner in Folder((DirectoryInfo)info, path + "/", own, pending))
                    yield return inner;
                // Nothing inside was kept.
                if (isLeftOut)
                    pending.Remove(entry);
            }
        }

        private FileSystemInfo[] Sorted(DirectoryInfo folder, string prefix)
        {
            try
            {
                var infos = folder.GetFileSystemInfos();
                Array.Sort(infos, (left, right) => GoPaths.CompareBytes(left.Name, right.Name));
                return infos;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ProblemException(ContextsProblems.CannotRead(root, prefix.TrimEnd('/'), e));
            }
        }

        private ContextEntry Entry(FileSystemInfo info, string path, bool isFolder)
        {
            var link = info.LinkTarget;
            var size = !isFolder && link is null && info is FileInfo file ? file.Length : 0;
            if (!isFolder && link is null && size == 0 && FileTypes.IsSpecial(info.FullName))
                throw new ProblemException(ContextsProblems.SpecialFile(root, path));
            return new ContextEntry
            {
                Path = path,
                FullPath = info.FullName,
                Kind = isFolder ? ContextEntryKind.Folder : link is null ? ContextEntryKind.File : ContextEntryKind.Link,
                Mode = link is not null ? AllBits : OperatingSystem.IsWindows() ? (isFolder ? FolderBits : FileBits) : info.UnixFileMode,
                Size = size,
                LinkTarget = link,
            };
        }
    }
}
