using System.Collections.Concurrent;

namespace Slipway.Files;

/// <summary>The state of files on disk, with a cache of what was hashed before.</summary>
/// <param name="cacheFile">Where hashes are kept from run to run.</param>
/// <param name="writes">Whether hashes are kept: a plan writes nothing.</param>
/// <param name="clock">The clock of the file system, in nanoseconds since 1970; asked by writing a file unless given.</param>
internal sealed partial class FileState(string cacheFile, bool writes, Func<long>? clock = null) : IFileState
{
    private readonly Lazy<HashCache> _cache = new(() => HashCache.Load(cacheFile));

    // What this process has hashed, by path.
    private readonly ConcurrentDictionary<string, KnownFile> _hashed = new(StringComparer.Ordinal);
    private int _filesRead;

    /// <summary>How many files were read so far: those that the cache did not know.</summary>
    public int FilesRead => _filesRead;

    public FileFingerprint Take(AbsolutePath folder, GlobSet globs, CancellationToken cancellationToken = default)
    {
        var misses = new ConcurrentBag<Miss>();
        var top = FileWalk.Read(folder, globs, walked => Look(walked, misses), cancellationToken);
        Hash(misses, cancellationToken);
        var found = new List<FileEntry?>();
        FileWalk.Collect(top, (walked, i) => walked.Entries[i], found);
        var files = new List<FileEntry>(found.Count);
        foreach (var entry in found)
        {
            if (entry is { } file)
                files.Add(file);
        }

        return new FileFingerprint(files);
    }

    public FileEntry? Find(AbsolutePath file) => Find([file])[0];

    public IReadOnlyList<FileEntry?> Find(IReadOnlyList<AbsolutePath> files, CancellationToken cancellationToken = default)
    {
        var misses = new ConcurrentBag<Miss>();
        var walked = new List<(WalkedFolder Folder, int[] Places)>();
        foreach (var (folder, here) in ByFolder(files))
        {
            here.Sort((one, other) => string.CompareOrdinal(files[one].Name, files[other].Name));
            int[] places = [.. here];
            var names = new string[places.Length];
            for (var i = 0; i < names.Length; i++)
                names[i] = files[places[i]].Name;
            walked.Add((new WalkedFolder(folder, "", new GlobSet().Root) { Names = names }, places));
        }

        SharedWork<(WalkedFolder Folder, int[] Places)>.Do([.. walked], one => Look(one.Folder, misses), cancellationToken);
        Hash(misses, cancellationToken);
        var found = new FileEntry?[files.Count];
        foreach (var (folder, places) in walked)
        {
            for (var i = 0; i < places.Length; i++)
                found[places[i]] = folder.Entries[i];
        }

        return found;
    }

    private static Dictionary<string, List<int>> ByFolder(IReadOnlyList<AbsolutePath> files)
    {
        var folders = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < files.Count; i++)
        {
            if (files[i].Parent is not { } parent)
                continue;
            if (!folders.TryGetValue(parent, out var here))
                folders[parent] = here = [];
            here.Add(i);
        }

        return folders;
    }

    // Both the names and what is known are in order: one pass joins them.
    private void Look(WalkedFolder folder, ConcurrentBag<Miss> misses)
    {
        folder.Entries = new FileEntry?[folder.Names.Length];
        if (folder.Names.Length == 0)
            return;
        var cache = _cache.Value;
        var known = cache.FilesOf(folder.Path, out var first);
        var next = 0;
        for (var i = 0; i < folder.Names.Length; i++)
        {
            var name = folder.Names[i];
            var path = Path.Join(folder.Path, name);
            if (!TryRead(path, out var stamp) || !(stamp.IsFile || stamp.IsLink))
                continue;
            while (next < known.Length && cache.NameOf(known[next]).SequenceCompareTo(name) < 0)
                next++;
            var isKnown = next < known.Length && known[next].Stamp == stamp && cache.NameOf(known[next]).SequenceEqual(name);
            if (isKnown)
            {
                MarkUsed(first + next);
                folder.Entries[i] = new FileEntry(folder.Prefix + name, stamp.Kind, known[next].Hash);
            }
            else if (_hashed.TryGetValue(path, out var hashed) && hashed.Stamp == stamp)
            {
                folder.Entries[i] = new FileEntry(folder.Prefix + name, stamp.Kind, hashed.Hash);
            }
            else
            {
                misses.Add(new Miss(folder, i, path, stamp));
            }
        }
    }

    private static bool TryRead(string path, out FileStamp stamp)
    {
        try
        {
            return FileStamps.TryRead(path, out stamp);
        }
        catch (IOException e)
        {
            throw new ProblemException(FilesProblems.CannotRead(path, e));
        }
    }

    private void Hash(ConcurrentBag<Miss> misses, CancellationToken cancellationToken)
    {
        if (misses.IsEmpty)
            return;
        var now = !writes ? long.MinValue : clock is null ? Now() : clock();
        SharedWork<Miss>.Do([.. misses], miss =>
        {
            try
            {
                Hash(miss, now);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new ProblemException(FilesProblems.CannotRead(miss.Path, e));
            }
        }, cancellationToken);
    }

    private void Hash(Miss miss, long now)
    {
        var hash = FileHashing.Of(miss.Path, miss.Stamp);
        var name = miss.Folder.Names[miss.Index];
        Interlocked.Increment(ref _filesRead);
        miss.Folder.Entries[miss.Index] = new FileEntry(miss.Folder.Prefix + name, miss.Stamp.Kind, hash);
        // What was written while it was read, or so lately that the next change may not show, is read again next time.
        if (miss.Stamp.IsOlderThan(now) && FileStamps.TryRead(miss.Path, out var after) && after == miss.Stamp)
            _hashed[miss.Path] = new KnownFile(name, miss.Stamp, hash);
    }

    private sealed record Miss(WalkedFolder Folder, int Index, string Path, FileStamp Stamp);
}
