using System.IO.Enumeration;

namespace Slipway.Files;

/// <summary>Finds the files that patterns pick. Links are not followed, and folders that cannot hold any are not entered.</summary>
internal static class FileWalk
{
    // Fewer folders than this are read faster by one thread than handed out to several.
    private const int WorthSharing = 8;

    private static readonly EnumerationOptions Everything = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
        MatchType = MatchType.Simple,
    };

    /// <summary>Reads a folder and those below it.</summary>
    /// <param name="root">Where patterns begin; nothing is found where it is missing.</param>
    /// <param name="globs">The patterns.</param>
    /// <param name="onFolder">Called for each folder once, by several threads.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="ProblemException">A folder cannot be read.</exception>
    public static WalkedFolder Read(string root, GlobSet globs, Action<WalkedFolder>? onFolder, CancellationToken cancellationToken)
    {
        var top = new WalkedFolder(root, "", globs.Root);
        if (!Directory.Exists(root))
            return top;
        List<WalkedFolder> level = [top];
        while (level.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (level.Count < WorthSharing)
                level.ForEach(Visit);
            else
                SharedWork<WalkedFolder>.Do(level, Visit, cancellationToken);
            level = [.. level.SelectMany(folder => folder.Folders)];
        }

        return top;

        void Visit(WalkedFolder folder)
        {
            ReadNames(folder);
            onFolder?.Invoke(folder);
        }
    }

    /// <summary>The files in the order of their paths, compared by character.</summary>
    /// <typeparam name="T">What is wanted of each file.</typeparam>
    public static void Collect<T>(WalkedFolder folder, Func<WalkedFolder, int, T> select, List<T> found)
    {
        // A folder counts with the slash behind it: so depth first gives the order of whole paths.
        var (name, inner) = (0, 0);
        while (name < folder.Names.Length || inner < folder.Folders.Length)
        {
            var takesName = inner == folder.Folders.Length
                || (name < folder.Names.Length && Compare(folder.Names[name], folder.Folders[inner].Prefix.AsSpan(folder.Prefix.Length)) < 0);
            if (takesName)
                found.Add(select(folder, name++));
            else
                Collect(folder.Folders[inner++], select, found);
        }
    }

    private static int Compare(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => left.SequenceCompareTo(right);

    private static void ReadNames(WalkedFolder folder)
    {
        try
        {
            var names = new List<string>();
            var picked = new List<string>();
            var folders = new List<WalkedFolder>();
            foreach (var (name, isFolder, isLink) in new FileSystemEnumerable<(string Name, bool IsFolder, bool IsLink)>(folder.Path, Describe, Everything))
            {
                if (!isFolder || isLink)
                {
                    if (!folder.Globs.Picks(name))
                        continue;
                    names.Add(name);
                    if (isLink)
                        (folder.FolderLinks ??= []).Add(name);
                    continue;
                }

                if (folder.Globs.PicksFolder(name))
                    picked.Add(name);
                if (folder.Globs.Enter(name) is { } globs)
                    folders.Add(new WalkedFolder(Path.Join(folder.Path, name), $"{folder.Prefix}{name}/", globs));
            }

            names.Sort(StringComparer.Ordinal);
            picked.Sort(StringComparer.Ordinal);
            folders.Sort((left, right) => string.CompareOrdinal(left.Prefix, right.Prefix));
            (folder.Names, folder.PickedFolders, folder.Folders) = ([.. names], [.. picked], [.. folders]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException(FilesProblems.CannotRead(folder.Path, e));
        }
    }

    // IsDirectory looks through links; Attributes costs a question to the system, and folders are few.
    private static (string Name, bool IsFolder, bool IsLink) Describe(ref FileSystemEntry entry)
    {
        var leadsToFolder = entry.IsDirectory;
        return (entry.FileName.ToString(), leadsToFolder, leadsToFolder && entry.Attributes.HasFlag(FileAttributes.ReparsePoint));
    }
}
