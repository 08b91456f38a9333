using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Slipway.Tests.Parameters;

/// <summary>A terminal whose keyboard and screen the test has.</summary>
internal sealed partial class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NotOurControllingTerminal = 0x100;

    private readonly FileStream _master;
    private readonly SafeFileHandle _slave;

    public PseudoTerminal()
    {
        var master = posix_openpt(ReadWrite | NotOurControllingTerminal);
        Assert.Equal(0, grantpt(master));
        Assert.Equal(0, unlockpt(master));
        Descriptor = open(Marshal.PtrToStringUTF8(ptsname(master))!, ReadWrite | NotOurControllingTerminal);
#pragma warning disable CA2000 // The streams own their handles and close them.
        _master = new FileStream(new SafeFileHandle(master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0);
        _slave = new SafeFileHandle(Descriptor, ownsHandle: true);
        Output = new StreamWriter(new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0)) { NewLine = "\n" };
#pragma warning restore CA2000
    }

    /// <summary>The terminal as programs see it.</summary>
    public int Descriptor { get; }

    /// <summary>What programs write to it.</summary>
    public StreamWriter Output { get; }

    public void Type(string text) => _master.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>What the screen shows from here on, up to a text.</summary>
    public string ReadTo(string end)
    {
        var shown = new List<byte>();
        while (!Encoding.UTF8.GetString([.. shown]).EndsWith(end, StringComparison.Ordinal))
            shown.Add((byte)_master.ReadByte());
        return Encoding.UTF8.GetString([.. shown]);
    }

    public void Dispose()
    {
        Output.Dispose();
        _slave.Dispose();
        _master.Dispose();
    }

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int posix_openpt(int flags);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int grantpt(int descriptor);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int unlockpt(int descriptor);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint ptsname(int descriptor);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int open(string path, int flags);
}
