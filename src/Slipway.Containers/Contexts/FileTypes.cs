using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.Containers.Contexts;

/// <summary>Asks the system for the type of a file: .NET does not tell a pipe from an empty file.</summary>
internal static class FileTypes
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const uint TypeOnly = 1;
    private const int ModeOffset = 28;
    private const int TypeBits = 0xF000;
    private const int Pipe = 0x1000;
    private const int Socket = 0xC000;
    private const int Regular = 0x8000;

    /// <summary>What a file is that says it is neither folder nor link. Only Linux tells files apart.</summary>
    /// <param name="path">The file.</param>
    public static ContextEntryKind Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return ContextEntryKind.File;
        try
        {
            // The structure of statx is the same on every architecture.
            var result = new byte[256];
            if (statx(CurrentFolder, path, DoNotFollow, TypeOnly, result) != 0)
                return ContextEntryKind.File;
            return (BinaryPrimitives.ReadUInt16LittleEndian(result.AsSpan(ModeOffset)) & TypeBits) switch
            {
                Regular => ContextEntryKind.File,
                Pipe => ContextEntryKind.Pipe,
                Socket => ContextEntryKind.Socket,
                _ => ContextEntryKind.Device,
            };
        }
        catch (EntryPointNotFoundException)
        {
            return ContextEntryKind.File;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] result);
}
