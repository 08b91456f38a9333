using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.BuildKit;

/// <summary>Asks the system about files: .NET tells neither a pipe from a file nor when a file really changed.</summary>
internal static partial class FileStamps
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint BasicStats = 0x7FF;
    private const int NotPermitted = 1;
    private const int NoEntry = 2;
    private const int NotAFolder = 20;
    private const int NotImplemented = 38;

    /// <summary>The stamp of a file, folder or link; <see langword="null"/> where nothing is.</summary>
    /// <exception cref="IOException">The system does not tell.</exception>
    public static FileStamp? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return Portable(path);
        // struct statx is the same on every architecture (statx(2)).
        Span<byte> stat = stackalloc byte[256];
        if (Statx(CurrentFolder, path, DoNotFollow, BasicStats, stat) == 0)
        {
            return new FileStamp(
                BinaryPrimitives.ReadUInt16LittleEndian(stat[28..]),
                BinaryPrimitives.ReadInt64LittleEndian(stat[40..]),
                Time(stat[112..]),
                Time(stat[96..]),
                BinaryPrimitives.ReadInt64LittleEndian(stat[32..]));
        }

        var error = Marshal.GetLastPInvokeError();
        return error switch
        {
            NoEntry or NotAFolder => null,
            // Sandboxes that do not know the call answer with one of these.
            NotPermitted or NotImplemented => Portable(path),
            _ => throw new IOException($"'{path}': {Marshal.GetPInvokeErrorMessage(error)}"),
        };
    }

    private static long Time(ReadOnlySpan<byte> time) =>
        (BinaryPrimitives.ReadInt64LittleEndian(time) * 1_000_000_000) + BinaryPrimitives.ReadUInt32LittleEndian(time[8..]);

    private static FileStamp? Portable(string path)
    {
        FileSystemInfo info = new FileInfo(path);
        if (info.LinkTarget is null && !info.Exists)
            info = new DirectoryInfo(path);
        if (info.LinkTarget is null && !info.Exists)
            return null;
        var kind = info.LinkTarget is not null ? FileStamp.Link : info is DirectoryInfo ? FileStamp.Folder : FileStamp.File;
        var bits = OperatingSystem.IsWindows() ? 0x1A4 : (int)info.UnixFileMode;
        return new FileStamp(kind | bits, kind == FileStamp.File ? ((FileInfo)info).Length : 0, Nanoseconds(info.LastWriteTimeUtc), Nanoseconds(info.CreationTimeUtc), 0);
    }

    private static long Nanoseconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks * 100;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, Span<byte> result);
}
