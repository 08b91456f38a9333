using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Slipway.Containers.Engine.Streams;
using Slipway.Containers.Volumes.Archives;

namespace Slipway.Containers.Volumes;

/// <summary>Writes and checks the files of a backup.</summary>
internal static class BackupFiles
{
    /// <summary>What a dump of a PostgreSQL server ends with.</summary>
    private const string EndOfDump = "PostgreSQL database cluster dump complete";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file that is compressed on its way and only its owner can read.</summary>
    /// <param name="path">The file; it must not be there.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The size of the file and its SHA-256.</returns>
    public static async Task<(long Bytes, string Sha256)> WriteAsync(string path, Func<Stream, Task> write, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        var file = new FileStream(path, options);
        await using (file)
        {
            // What is compressed passes the hash, and is not closed by it: the file is to reach the disk first.
            var open = new MovingStream(file);
            await using (open)
            {
                await using var compressed = new GZipStream(new DigestingStream(open, hash.AppendData), CompressionLevel.Fastest);
                await write(compressed);
            }

            await file.FlushAsync(cancellationToken);
            Settle(file);
            return (file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
    }

    /// <summary>Reads a file of a backup from its beginning to its end, and compares it with the manifest.</summary>
    /// <param name="folder">The backup's folder.</param>
    /// <param name="volume">What the manifest says.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is wrong with it; <see langword="null"/> where nothing is.</returns>
    public static async Task<string?> CheckAsync(string folder, VolumeBackup volume, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, volume.File);
        try
        {
            if (!File.Exists(path))
                return "it is missing";
            if (new FileInfo(path).Length != volume.FileBytes)
                return $"it has {new FileInfo(path).Length} bytes, {volume.FileBytes} were written";
            if (await HashAsync(path, cancellationToken) != volume.Sha256)
                return "its SHA-256 is not that of the manifest";
            return volume.Kind == BackupKind.Postgres ? await CheckDumpAsync(path, volume, cancellationToken) : await CheckTreeAsync(path, volume, cancellationToken);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The content of a file of a backup.</summary>
    public static Stream Open(string folder, VolumeBackup volume) => new GZipStream(
        new FileStream(Path.Combine(folder, volume.File), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), CompressionMode.Decompress);

    /// <summary>Whether a dump was written to its end.</summary>
    public static bool IsWhole(DumpDigest dump) => dump.Tail.Contains(EndOfDump, StringComparison.Ordinal);

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static async Task<string?> CheckTreeAsync(string path, VolumeBackup volume, CancellationToken cancellationToken)
    {
        using var tree = new TreeDigest();
        await ReadAsync(path, tree.Append, cancellationToken);
        if (!tree.IsComplete)
            return "the archive in it is cut off";
        return tree.Value == volume.Content && tree.Entries == volume.Entries ? null : "the archive in it does not hold what was backed up";
    }

    private static async Task<string?> CheckDumpAsync(string path, VolumeBackup volume, CancellationToken cancellationToken)
    {
        using var dump = new DumpDigest();
        await ReadAsync(path, dump.Append, cancellationToken);
        if (!IsWhole(dump))
            return "the dump in it is cut off";
        return dump.Value == volume.Content ? null : "the dump in it is not what was backed up";
    }

    private static async Task ReadAsync(string path, DigestingStream.Look look, CancellationToken cancellationToken)
    {
        await using var content = new GZipStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan), CompressionMode.Decompress);
        await using var seen = new DigestingStream(Stream.Null, look);
        await content.CopyToAsync(seen, cancellationToken);
    }

    /// <summary>Waits until the disk has all that was written: nothing else in the framework does.</summary>
    public static void Settle(FileStream file) => file.Flush(flushToDisk: true);

    /// <summary>The list that <c>sha256sum -c</c> reads.</summary>
    public static string Sums(IEnumerable<(string File, string Sha256)> files)
    {
        var text = new StringBuilder();
        foreach (var (file, sum) in files)
            text.Append(sum).Append("  ").Append(file).Append('\n');
        return text.ToString();
    }
}
