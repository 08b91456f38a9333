using System.Security.Cryptography;
using System.Text;

namespace Slipway;

/// <summary>What some files are, in a few bytes, and each of them.</summary>
public sealed class FileFingerprint
{
    private const int BufferSize = 64 * 1024;

    /// <summary>Makes the fingerprint of files.</summary>
    /// <param name="files">In the order of their paths, compared by character.</param>
    public FileFingerprint(IReadOnlyList<FileEntry> files)
    {
        Files = files;
        Digest = DigestOf(files);
    }

    /// <summary>Equal when all files are.</summary>
    public ContentHash Digest { get; }

    /// <summary>The files in the order of their paths.</summary>
    public IReadOnlyList<FileEntry> Files { get; }

    /// <summary>What is different from earlier files, such as <c>src/app.py and 3 more</c> or <c>src/new.py is new</c>.</summary>
    /// <param name="earlier">In the order of their paths, compared by character.</param>
    /// <returns><see langword="null"/> where nothing is.</returns>
    public string? ChangeSince(IReadOnlyList<FileEntry> earlier)
    {
        string? first = null;
        var count = 0;
        var (i, j) = (0, 0);
        while (i < Files.Count || j < earlier.Count)
        {
            var order = i == Files.Count ? 1 : j == earlier.Count ? -1 : string.CompareOrdinal(Files[i].Path, earlier[j].Path);
            var change = order < 0 ? Files[i++].Path + " is new"
                : order > 0 ? earlier[j++].Path + " is gone"
                : ChangeOf(Files[i++], earlier[j++]);
            if (change is null)
                continue;
            first ??= change;
            count++;
        }

        return count > 1 ? $"{first} and {count - 1} more" : first;
    }

    /// <summary>The digest as text.</summary>
    public override string ToString() => Digest.ToString();

    private static string? ChangeOf(FileEntry now, FileEntry before) =>
        now.Hash == before.Hash && now.Kind == before.Kind ? null
        : now.Hash != before.Hash ? now.Path
        : $"{now.Path} is {(now.Kind == FileKind.Executable ? "executable now" : now.Kind == FileKind.Link ? "a link now" : "not executable any more")}";

    private static ContentHash DigestOf(IReadOnlyList<FileEntry> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var used = 0;
        foreach (var file in files)
        {
            var needed = Encoding.UTF8.GetMaxByteCount(file.Path.Length) + ContentHash.Size + 2;
            if (used + needed > buffer.Length)
            {
                hash.AppendData(buffer, 0, used);
                used = 0;
                if (needed > buffer.Length)
                    buffer = new byte[needed];
            }

            used += Encoding.UTF8.GetBytes(file.Path, buffer.AsSpan(used));
            // No path holds a 0, so that no two lists of files look alike.
            buffer[used++] = 0;
            buffer[used++] = (byte)file.Kind;
            file.Hash.Write(buffer.AsSpan(used));
            used += ContentHash.Size;
        }

        hash.AppendData(buffer, 0, used);
        Span<byte> digest = stackalloc byte[ContentHash.Size];
        hash.GetHashAndReset(digest);
        return ContentHash.Read(digest);
    }
}
