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
    /// The folder does not exist, or something in it cannot be read or has a name that is not UTF-8.
    /// </exception>
    public static IEnumerable<ContextEntry> Enumerate(
        string folder, DockerIgnore? ignore = null, CancellationToken cancellationToken = default) =>
        Follow(folder, ignore ?? DockerIgnore.None, decided: null, cancellationToken);

    /// <summary>The same; <paramref name="decided"/> is told what is decided of each path: whether it is a folder, and why.</summary>
    internal static IEnumerable<ContextEntry> Follow(
        string folder, DockerIgnore ignore, Action<string, bool, IgnoreDecision>? decided, CancellationToken cancellationToken)
    {
        var root = new DirectoryInfo(folder);
        return root.Exists
            ? new Walk(root.FullName, ignore, decided, cancellationToken).Folder(root, "", new bool[ignore.Rules.Count], [])
            : throw new ProblemException(ContextsProblems.NoFolder(folder));
    }

    private sealed class Walk(string root, DockerIgnore ignore, Action<string, bool, IgnoreDecision>? decided, CancellationToken cancellationToken)
    {
        // 'pending' holds folders above that are left out so far: they come first when something inside is kept.
        public IEnumerable<ContextEntry> Folder(DirectoryInfo folder, string prefix, bool[] above, List<ContextEntry> pending)
        {
            foreach (var info in Sorted(folder, prefix, pending.Count > 0))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = prefix + info.Name;
                var own = new bool[ignore.Rules.Count];
                var decision = ignore.Decide(path, above, own);
                var isLeftOut = decision.IsLeftOut;
                var isFolder = info is DirectoryInfo && !info.Attributes.HasFlag(FileAttributes.ReparsePoint);
                decided?.Invoke(path, isFolder, decision);
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

        private FileSystemInfo[] Sorted(DirectoryInfo folder, string prefix, bool isLeftOut)
        {
            try
            {
                var infos = folder.GetFileSystemInfos();
                Array.Sort(infos, (left, right) => GoPaths.CompareBytes(left.Name, right.Name));
                return infos;
            }
            catch (UnauthorizedAccessException) when (isLeftOut)
            {
                // Nobody knows whether it holds something that an exception takes back; BuildKit goes on too.
                return [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ProblemException(ContextsProblems.CannotRead(root, prefix.TrimEnd('/'), e));
            }
        }

        // The modes that git knows: those of all clones are the same, whatever their owners may read.
        private static bool IsExecutable(FileSystemInfo info) => !OperatingSystem.IsWindows() && info.UnixFileMode.HasFlag(UnixFileMode.UserExecute);

        private ContextEntry Entry(FileSystemInfo info, string path, bool isFolder)
        {
            // Bytes that are no UTF-8 come with a character in their place, and no file has that name.
            if (info.Name.Contains('\uFFFD', StringComparison.Ordinal) && !Path.Exists(info.FullName))
                throw new ProblemException(ContextsProblems.NotUtf8(root, path));
            var link = info.Attributes.HasFlag(FileAttributes.ReparsePoint) ? info.LinkTarget : null;
            var size = !isFolder && link is null && info is FileInfo file ? file.Length : 0;
            return new ContextEntry
            {
                Path = path,
                FullPath = info.FullName,
                Kind = isFolder ? ContextEntryKind.Folder : link is not null ? ContextEntryKind.Link : size > 0 ? ContextEntryKind.File : FileTypes.Of(info.FullName),
                Mode = link is not null ? AllBits : isFolder || IsExecutable(info) ? FolderBits : FileBits,
                Size = size,
                LinkTarget = link,
            };
        }
    }
}
