using System.Buffers;
using System.Security.Cryptography;

namespace Slipway.Files;

/// <summary>Hashes the content of files.</summary>
internal static class FileHashing
{
    private const int BufferSize = 128 * 1024;

    /// <summary>The hash of a file's content, or of a link's text.</summary>
    public static ContentHash Of(string path, in FileStamp stamp) =>
        stamp.IsLink ? ContentHash.Of(new FileInfo(path).LinkTarget ?? "") : OfContent(path);

    /// <summary>The hash of a file's content.</summary>
    public static ContentHash OfContent(string path)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
            var count = RandomAccess.Read(file, buffer, 0);
            if (count < buffer.Length && RandomAccess.Read(file, buffer.AsSpan(count), count) == 0)
                return ContentHash.Of(buffer.AsSpan(0, count));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long offset = 0; (count = RandomAccess.Read(file, buffer, offset)) > 0; offset += count)
                hash.AppendData(buffer, 0, count);
            Span<byte> bytes = stackalloc byte[ContentHash.Size];
            hash.GetHashAndReset(bytes);
            return ContentHash.Read(bytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
