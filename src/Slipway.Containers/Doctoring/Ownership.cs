using System.Runtime.InteropServices;
using System.Text;

namespace Slipway.Containers.Doctoring;

/// <summary>Gives files to users, which .NET has no call for.</summary>
internal static class Ownership
{
    /// <summary>Makes a user and a group the owners of a path.</summary>
    /// <returns>Whether that was allowed.</returns>
    public static bool Give(string path, int user, int group) => !OperatingSystem.IsWindows() && ChangeOwner(Encoding.UTF8.GetBytes(path + '\0'), user, group) == 0;

    // chown(2).
#pragma warning disable SYSLIB1054 // What is generated for LibraryImport is unsafe code, which this project does without.
    [DllImport("libc", EntryPoint = "chown")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeOwner(byte[] path, int user, int group);
#pragma warning restore SYSLIB1054
}
