using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.Files;

/// <summary>Asks the system for stamps: of links themselves, never of what they lead to.</summary>
internal static partial class FileStamps
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicStats = 0x7FF;
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NotAFolder = 20;
    private const int NotImplemented = 38;

    /// <summary>The stamp of a file, folder or link.</summary>
    /// <param name="path">Absolute.</param>
    /// <param name="stamp">The stamp.</param>
    /// <returns>Whether something is there.</returns>
    public static bool TryRead(string path, out FileStamp stamp)
    {
        if (!OperatingSystem.IsLinux())
            return TryReadSlowly(path, out stamp);
        // struct statx is the same on every architecture (statx(2)).
        Span<byte> buffer = stackalloc byte[256];
        if (Statx(CurrentFolder, path, DoNotFollow, BasicStats, buffer) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            stamp = default;
            // Sandboxes that do not know the call answer with one of these.
            return error is NotPermitted or NotImplemented ? TryReadSlowly(path, out stamp)
                : error is NoEntry or NotAFolder ? false
                : throw new IOException(Marshal.GetPInvokeErrorMessage(error));
        }

        stamp = new FileStamp(
            BinaryPrimitives.ReadInt64LittleEndian(buffer[40..]),
            Time(buffer[112..]),
            Time(buffer[96..]),
            BinaryPrimitives.ReadInt64LittleEndian(buffer[32..]),
            BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]));
        return true;
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        (BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]);

    private static bool TryReadSlowly(string path, out FileStamp stamp)
    {
        FileSystemInfo info = new FileInfo(path);
        var isLink = info.LinkTarget is not null;
        if (!isLink && !info.Exists)
            info = new DirectoryInfo(path);
        stamp = default;
        if (!isLink && !info.Exists)
            return false;
        var type = isLink ? 0xA000 : info is DirectoryInfo ? 0x4000 : 0x8000;
        var bits = OperatingSystem.IsWindows() ? 0x1A4 : (int)info.UnixFileMode;
        stamp = new FileStamp(!isLink && info is FileInfo file ? file.Length : 0, Nanoseconds(info.LastWriteTimeUtc), Nanoseconds(info.CreationTimeUtc), 0, type | bits);
        return true;
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> result);
}
