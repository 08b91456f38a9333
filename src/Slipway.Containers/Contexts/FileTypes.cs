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
    private const int Regular = 0x8000;

    /// <summary>Whether the file is a socket, a pipe or a device. Only Linux can tell; others say no.</summary>
    /// <param name="path">The file; an empty one by its length.</param>
    public static bool IsSpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            // The structure of statx is the same on every architecture.
            var result = new byte[256];
            return statx(CurrentFolder, path, DoNotFollow, TypeOnly, result) == 0
                && (BinaryPrimitives.ReadUInt16LittleEndian(result.AsSpan(ModeOffset)) & TypeBits) != Regular;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte[] result);
}
