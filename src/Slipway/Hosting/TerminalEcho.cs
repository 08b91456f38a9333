using System.Runtime.InteropServices;

namespace Slipway.Hosting;

/// <summary>Keeps the terminal from showing what is typed, until disposed.</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    private const int StandardInput = 0;

    // After what was written, and forgetting what was typed ahead: that was shown already.
    private const int AfterFlush = 2;
    private const uint Echo = 8;

    // Larger than struct termios of any system. Its fourth field holds the flags; fields are four bytes on Linux, eight on macOS.
    private const int TermiosSize = 256;

    private readonly byte[]? _before;

    private TerminalEcho(byte[]? before) => _before = before;

    /// <summary>Switches it off. Where standard input is no terminal, nothing changes.</summary>
    public static TerminalEcho Off()
    {
        var termios = new byte[TermiosSize];
        if (OperatingSystem.IsWindows() || tcgetattr(StandardInput, termios) != 0)
            return new TerminalEcho(null);
        var before = (byte[])termios.Clone();
        var flags = termios.AsSpan(OperatingSystem.IsMacOS() ? 24 : 12, sizeof(uint));
        MemoryMarshal.Write(flags, MemoryMarshal.Read<uint>(flags) & ~Echo);
        _ = tcsetattr(StandardInput, AfterFlush, termios);
        return new TerminalEcho(before);
    }

    public void Dispose()
    {
        if (_before is not null)
            _ = tcsetattr(StandardInput, AfterFlush, _before);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcgetattr(int descriptor, byte[] termios);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcsetattr(int descriptor, int when, byte[] termios);
}
