using System.Runtime.InteropServices;

namespace Slipway.Hosting;

/// <summary>The terminal that this process writes to.</summary>
internal static partial class ProcessTerminal
{
    private const int StandardOutput = 1;
    private const int WindowsStandardOutput = -11;
    private const uint EnableVirtualTerminalProcessing = 4;

    // TIOCGWINSZ of asm-generic/ioctls.h.
    private const nuint GetWindowSize = 0x5413;

    /// <summary>The size of the terminal, asked anew at each call; <see langword="null"/> where output goes elsewhere.</summary>
    public static Func<TerminalSize>? Find() =>
        Console.IsOutputRedirected || (OperatingSystem.IsWindows() && !UnderstandsSequences()) ? null : Size;

    private static TerminalSize Size()
    {
        // System.Console would read the terminal's description first, and write to it.
        if (OperatingSystem.IsLinux())
            return RequestWindowSize(StandardOutput, GetWindowSize, out var size) == 0 ? new(size.Columns, size.Rows) : default;
        try
        {
            return new(Console.WindowWidth, Console.WindowHeight);
        }
        catch (IOException)
        {
            return default;
        }
    }

    // Windows consoles interpret sequences when they are asked to, since Windows 10.
    private static bool UnderstandsSequences()
    {
        var handle = GetStdHandle(WindowsStandardOutput);
        return GetConsoleMode(handle, out var mode)
            && ((mode & EnableVirtualTerminalProcessing) != 0 || SetConsoleMode(handle, mode | EnableVirtualTerminalProcessing));
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int RequestWindowSize(int file, nuint request, out WindowSize size);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial nint GetStdHandle(int which);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetConsoleMode(nint console, out uint mode);

    [LibraryImport("kernel32")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool SetConsoleMode(nint console, uint mode);

    // struct winsize of ioctl_tty(2).
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct WindowSize
    {
        public readonly ushort Rows;
        public readonly ushort Columns;
        public readonly ushort Width;
        public readonly ushort Height;
    }
}
