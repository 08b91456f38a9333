using System.Security.Cryptography;

namespace Slipway.Files;

/// <summary>Outputs of earlier runs, each content once, by its hash; the least recently used go when the limit is reached.</summary>
/// <param name="folder">Where they lie.</param>
/// <param name="limit">The most that all of them may take.</param>
/// <param name="time">Tells when something was used.</param>
/// <param name="write">Writes a file whole or not at all.</param>
internal sealed class OutputCache(string folder, ByteSize limit, TimeProvider time, Action<string, Action<Stream>> write)
{
    private readonly Lock _gate = new();
    private Dictionary<string, (long Size, DateTime Used)>? _files;
    private long _total;

    /// <summary>What nodes with this key made; <see langword="null"/> where that is not known, or not all of it is here any more.</summary>
    public NodeRecord? Find(ContentHash key) =>
        NodeRecord.Load(PathOf("nodes", key)) is { } record && Holds(record.Outputs) ? record : null;

    /// <summary>Whether the content of all files is here.</summary>
    public bool Holds(IEnumerable<FileEntry> files) => files.All(file => File.Exists(PathOf("objects", file.Hash)));

    /// <summary>Keeps what a node made. Nothing is kept where it would not fit.</summary>
    /// <exception cref="IOException">A file changed meanwhile, or cannot be kept.</exception>
    public void Store(NodeRecord record, AbsolutePath root)
    {
        lock (_gate)
        {
            var needed = new List<(FileEntry File, string Target, long Size)>();
            foreach (var file in record.Outputs.DistinctBy(file => file.Hash))
                needed.Add((file, PathOf("objects", file.Hash), SizeOf(file, root / file.Path)));
            var manifest = PathOf("nodes", record.Key);
            using var content = new MemoryStream();
            record.Write(content);
            if (needed.Sum(file => file.Size) + content.Length > limit.Bytes)
                return;
            var kept = needed.Select(file => file.Target).Append(manifest).ToHashSet(StringComparer.Ordinal);
            foreach (var (file, target, size) in needed)
                Put(target, size, kept, stream => Copy(root / file.Path, file, stream));
            // Last, so that what it names is there.
            Put(manifest, content.Length, kept, stream => stream.Write(content.GetBuffer(), 0, (int)content.Length));
        }
    }

    /// <summary>Brings a file back, checked by its hash.</summary>
    /// <exception cref="IOException">It is damaged, gone, or cannot be written.</exception>
    public void Restore(FileEntry file, AbsolutePath target)
    {
        var source = PathOf("objects", file.Hash);
        try
        {
            if (file.Kind == FileKind.Link)
            {
                RestoreLink(File.ReadAllText(source), file, target);
            }
            else
            {
                // A link in its place would be written through.
                if (new FileInfo(target).LinkTarget is not null)
                    File.Delete(target);
                write(target, stream => Copy(AbsolutePath.Parse(source), file, stream));
                if (!OperatingSystem.IsWindows())
                    SetMode(target, file.Kind == FileKind.Executable);
            }

            File.SetLastWriteTimeUtc(source, time.GetUtcNow().UtcDateTime);
        }
        catch (InvalidDataException e)
        {
            File.Delete(source);
            throw new IOException($"the cache is damaged: {file.Path}", e);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void SetMode(string target, bool isExecutable)
    {
        const UnixFileMode executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        var mode = File.GetUnixFileMode(target);
        // Whoever may read it may execute it, as a compiler or an unpacker would have left it.
        File.SetUnixFileMode(target, isExecutable ? mode | ((UnixFileMode)((int)mode >> 2) & executable) : mode & ~executable);
    }

    private static void RestoreLink(string text, FileEntry file, AbsolutePath target)
    {
        if (ContentHash.Of(text) != file.Hash)
            throw new InvalidDataException();
        Directory.CreateDirectory(target.Parent!);
        var temporary = AtomicFile.TemporaryBeside(target);
        File.CreateSymbolicLink(temporary, text);
        File.Move(temporary, target, overwrite: true);
    }

    private static long SizeOf(FileEntry file, AbsolutePath path) =>
        FileStamps.TryRead(path, out var stamp) ? stamp.Size : throw new IOException($"{file.Path} is gone");

    private static void Copy(AbsolutePath source, FileEntry file, Stream target)
    {
        if (file.Kind == FileKind.Link && new FileInfo(source).LinkTarget is { } text)
        {
            target.Write(System.Text.Encoding.UTF8.GetBytes(text));
            return;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var content = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var buffer = new byte[64 * 1024];
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            target.Write(buffer, 0, count);
        }

        if (ContentHash.Read(hash.GetHashAndReset()) != file.Hash)
            throw new InvalidDataException($"{file.Path} changed while it was read");
    }

    private string PathOf(string kind, ContentHash hash)
    {
        var name = hash.ToString();
        return Path.Combine(folder, kind, name[..2], name);
    }

    private void Put(string target, long size, HashSet<string> kept, Action<Stream> content)
    {
        _files ??= Index();
        var now = time.GetUtcNow().UtcDateTime;
        if (_files.TryGetValue(target, out var there) && File.Exists(target))
        {
            File.SetLastWriteTimeUtc(target, now);
        }
        else
        {
            _total -= there.Size;
            _files.Remove(target);
            MakeRoom(size, kept);
            write(target, content);
            File.SetLastWriteTimeUtc(target, now);
            _total += size;
        }

        _files[target] = (size, now);
    }

    private void MakeRoom(long size, HashSet<string> kept)
    {
        if (_total + size <= limit.Bytes)
            return;
        foreach (var (path, file) in _files!.Where(file => !kept.Contains(file.Key)).OrderBy(file => file.Value.Used).ThenBy(file => file.Key, StringComparer.Ordinal).ToList())
        {
            File.Delete(path);
            _files!.Remove(path);
            _total -= file.Size;
            if (_total + size <= limit.Bytes)
                return;
        }
    }

    private Dictionary<string, (long Size, DateTime Used)> Index()
    {
        var files = new Dictionary<string, (long, DateTime)>(StringComparer.Ordinal);
        foreach (var kind in (string[])["objects", "nodes"])
        {
            var place = Path.Combine(folder, kind);
            Directory.CreateDirectory(place);
            foreach (var file in new DirectoryInfo(place).EnumerateFiles("*", SearchOption.AllDirectories))
            {
                // What a run that was killed left half written.
                if (file.Name.EndsWith(".tmp", StringComparison.Ordinal))
                {
                    file.Delete();
                    continue;
                }

                files[file.FullName] = (file.Length, file.LastWriteTimeUtc);
                _total += file.Length;
            }
        }

        return files;
    }
}
