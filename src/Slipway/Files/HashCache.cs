using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Slipway.Files;

/// <summary>The hashes of an earlier run, read from their file as they lie there: nothing is made of what nobody asks for.</summary>
/// <remarks>Magic, counts, files, folders, characters, and the SHA-256 of all that. Whatever is wrong with it, it is as if it were empty.</remarks>
internal sealed class HashCache
{
    // Changes with the layout.
    private const long Magic = 0x0001_5348_5357_4C53;
    private const int HeaderSize = 24;
    private const int FileSize = 80;
    private const int FolderSize = 16;

    private readonly byte[] _bytes;
    private readonly int _files;
    private readonly int _folders;
    private readonly Dictionary<string, CachedFolder> _byPath = new(StringComparer.Ordinal);

    private HashCache(byte[] bytes)
    {
        _bytes = bytes;
        if (bytes.Length == 0)
            return;
        (_files, _folders) = (MemoryMarshal.Read<int>(bytes.AsSpan(8)), MemoryMarshal.Read<int>(bytes.AsSpan(12)));
        foreach (var folder in MemoryMarshal.Cast<byte, CachedFolder>(bytes.AsSpan(HeaderSize + (_files * FileSize), _folders * FolderSize)))
            _byPath.Add(Characters.Slice(folder.PathStart, folder.PathLength).ToString(), folder);
    }

    /// <summary>The folders that files are known of.</summary>
    public IEnumerable<string> Folders => _byPath.Keys;

    private ReadOnlySpan<CachedFile> Files => MemoryMarshal.Cast<byte, CachedFile>(_bytes.AsSpan(_bytes.Length == 0 ? 0 : HeaderSize, _files * FileSize));

    private ReadOnlySpan<char> Characters =>
        MemoryMarshal.Cast<byte, char>(_bytes.AsSpan(HeaderSize + (_files * FileSize) + (_folders * FolderSize))[..^ContentHash.Size]);

    public static HashCache Load(string path)
    {
        try
        {
            var bytes = File.ReadAllBytes(path);
            return IsWhole(bytes) ? new HashCache(bytes) : new HashCache([]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or OverflowException)
        {
            return new HashCache([]);
        }
    }

    /// <summary>Writes files for the next run.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="folders">Each with its files in the order of their names.</param>
    public static void Write(Stream stream, IReadOnlyList<(string Path, IReadOnlyList<KnownFile> Files)> folders)
    {
        var fileCount = folders.Sum(folder => folder.Files.Count);
        var characterCount = folders.Sum(folder => folder.Path.Length + folder.Files.Sum(file => file.Name.Length));
        var bytes = new byte[HeaderSize + (fileCount * FileSize) + (folders.Count * FolderSize) + (characterCount * sizeof(char)) + ContentHash.Size];
        MemoryMarshal.Write(bytes, Magic);
        MemoryMarshal.Write(bytes.AsSpan(8), fileCount);
        MemoryMarshal.Write(bytes.AsSpan(12), folders.Count);
        MemoryMarshal.Write(bytes.AsSpan(16), (long)characterCount);
        var cachedFiles = MemoryMarshal.Cast<byte, CachedFile>(bytes.AsSpan(HeaderSize, fileCount * FileSize));
        var cachedFolders = MemoryMarshal.Cast<byte, CachedFolder>(bytes.AsSpan(HeaderSize + (fileCount * FileSize), folders.Count * FolderSize));
        var characters = MemoryMarshal.Cast<byte, char>(bytes.AsSpan(HeaderSize + (fileCount * FileSize) + (folders.Count * FolderSize), characterCount * sizeof(char)));
        var (file, at) = (0, 0);
        for (var i = 0; i < folders.Count; i++)
        {
            var (path, files) = folders[i];
            cachedFolders[i] = new CachedFolder(at, path.Length, file, files.Count);
            path.CopyTo(characters[at..]);
            at += path.Length;
            foreach (var known in files)
            {
                cachedFiles[file++] = new CachedFile(known.Stamp, known.Hash, at, known.Name.Length);
                known.Name.CopyTo(characters[at..]);
                at += known.Name.Length;
            }
        }

        SHA256.HashData(bytes.AsSpan()[..^ContentHash.Size], bytes.AsSpan()[^ContentHash.Size..]);
        stream.Write(bytes);
    }

    /// <summary>How many files are known.</summary>
    public int FileCount => _files;

    /// <summary>What is known of a folder's files, in the order of their names.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <param name="first">The number of the first of them.</param>
    public ReadOnlySpan<CachedFile> FilesOf(string folder, out int first)
    {
        var isKnown = _byPath.TryGetValue(folder, out var cached);
        first = cached.FirstFile;
        return isKnown ? Files.Slice(cached.FirstFile, cached.FileCount) : [];
    }

    public ReadOnlySpan<char> NameOf(in CachedFile file) => Characters.Slice(file.NameStart, file.NameLength);

    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize + ContentHash.Size || MemoryMarshal.Read<long>(bytes) != Magic)
            return false;
        long files = MemoryMarshal.Read<int>(bytes[8..]);
        long folders = MemoryMarshal.Read<int>(bytes[12..]);
        var characters = MemoryMarshal.Read<long>(bytes[16..]);
        if (files < 0 || folders < 0 || characters < 0 || characters > int.MaxValue || HeaderSize + (files * FileSize) + (folders * FolderSize) + (characters * sizeof(char)) + ContentHash.Size != bytes.Length)
            return false;
        Span<byte> hash = stackalloc byte[ContentHash.Size];
        SHA256.HashData(bytes[..^ContentHash.Size], hash);
        return hash.SequenceEqual(bytes[^ContentHash.Size..]);
    }
}
