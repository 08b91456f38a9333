namespace Slipway.Files;

/// <summary>How hashes are kept for the next run.</summary>
internal sealed partial class FileState
{
    private byte[]? _used;

    /// <summary>Keeps what was hashed. A cache that cannot be written costs time in the next run, nothing else.</summary>
    public void Save()
    {
        if (!writes || _hashed.IsEmpty)
            return;
        try
        {
            var hashed = _hashed
                .GroupBy(pair => Path.GetDirectoryName(pair.Key)!, pair => pair.Value, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.ToDictionary(file => file.Name, StringComparer.Ordinal), StringComparer.Ordinal);
            var folders = new List<(string Path, IReadOnlyList<KnownFile> Files)>();
            foreach (var folder in _cache.Value.Folders.Union(hashed.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var files = Merge(folder, hashed.GetValueOrDefault(folder) ?? []);
                if (files.Count > 0)
                    folders.Add((folder, files));
            }

            AtomicFile.Write(cacheFile, stream => HashCache.Write(stream, folders));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next run hashes again.
        }
    }

    // The clock of the file system, which may differ from the machine's: the time of a file that is written now.
    private long Now()
    {
        try
        {
            var probe = cacheFile + ".clock";
            Directory.CreateDirectory(Path.GetDirectoryName(probe)!);
            File.WriteAllBytes(probe, [1]);
            return FileStamps.TryRead(probe, out var stamp) ? stamp.Modified : long.MinValue;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return long.MinValue;
        }
    }

    private void MarkUsed(int file)
    {
        if (!writes)
            return;
        var used = Volatile.Read(ref _used);
        if (used is null)
        {
            Interlocked.CompareExchange(ref _used, new byte[_cache.Value.FileCount], null);
            used = _used;
        }

        used[file] = 1;
    }

    private List<KnownFile> Merge(string folder, Dictionary<string, KnownFile> hashed)
    {
        var cache = _cache.Value;
        var files = new List<KnownFile>(hashed.Values);
        var known = cache.FilesOf(folder, out var first);
        for (var i = 0; i < known.Length; i++)
        {
            var name = cache.NameOf(known[i]).ToString();
            if (hashed.ContainsKey(name))
                continue;
            // What this run did not see is kept as long as it is true.
            if (_used?[first + i] == 1 || (FileStamps.TryRead(Path.Join(folder, name), out var stamp) && stamp == known[i].Stamp))
                files.Add(new KnownFile(name, known[i].Stamp, known[i].Hash));
        }

        files.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return files;
    }
}
