using System.Runtime.InteropServices;

namespace Slipway.Containers.Operating;

/// <summary>Gives every key to the program at the other end, Ctrl-C too, until disposed.</summary>
internal sealed partial class RawTerminal : IDisposable
{
    private const int StandardInput = 0;

    // TCSADRAIN: after what was written.
    private const int AfterOutput = 1;

    // Larger than struct termios of any system.
    private const int TermiosSize = 256;

    private readonly byte[]? _before;

    private RawTerminal(byte[]? before) => _before = before;

    /// <summary>Switches the terminal at standard input; nothing happens where there is none.</summary>
    public static RawTerminal Open()
    {
        var termios = new byte[TermiosSize];
        if (OperatingSystem.IsWindows() || tcgetattr(StandardInput, termios) != 0)
            return new RawTerminal(null);
        var before = (byte[])termios.Clone();
        cfmakeraw(termios);
        _ = tcsetattr(StandardInput, AfterOutput, termios);
        return new RawTerminal(before);
    }

    public void Dispose()
    {
        if (_before is not null)
            _ = tcsetattr(StandardInput, AfterOutput, _before);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcgetattr(int descriptor, [In, Out] byte[] termios);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcsetattr(int descriptor, int when, byte[] termios);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void cfmakeraw([In, Out] byte[] termios);
}
