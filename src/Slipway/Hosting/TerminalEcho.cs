using System.Runtime.InteropServices;

namespace Slipway.Hosting;

/// <summary>Keeps the terminal from showing what is typed, until disposed.</summary>
internal sealed partial class TerminalEcho : IDisposable
{
    // After what was written, and forgetting what was typed ahead: that was shown already.
    private const int AfterFlush = 2;
    private const uint Echo = 8;

    // Larger than struct termios of any system. Its fourth field holds the flags; fields are four bytes on Linux, eight on macOS.
    private const int TermiosSize = 256;

    private readonly int _descriptor;
    private readonly byte[]? _before;

    private TerminalEcho(int descriptor, byte[]? before)
    {
        _descriptor = descriptor;
        _before = before;
    }

    /// <summary>Switches it off. Where the file is no terminal, nothing changes.</summary>
    /// <param name="descriptor">The terminal.</param>
    public static TerminalEcho Off(int descriptor)
    {
        var termios = new byte[TermiosSize];
        if (OperatingSystem.IsWindows() || tcgetattr(descriptor, termios) != 0)
            return new TerminalEcho(descriptor, null);
        var before = (byte[])termios.Clone();
        var flags = termios.AsSpan(OperatingSystem.IsMacOS() ? 24 : 12, sizeof(uint));
        MemoryMarshal.Write(flags, MemoryMarshal.Read<uint>(flags) & ~Echo);
        _ = tcsetattr(descriptor, AfterFlush, termios);
        return new TerminalEcho(descriptor, before);
    }

    public void Dispose()
    {
        if (_before is not null)
            _ = tcsetattr(_descriptor, AfterFlush, _before);
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcgetattr(int descriptor, [In, Out] byte[] termios);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int tcsetattr(int descriptor, int when, byte[] termios);
}
