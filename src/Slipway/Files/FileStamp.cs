using System.Runtime.InteropServices;

namespace Slipway.Files;

/// <summary>What the system says of a file without reading it: where this is the same, the content is.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Modified">Nanoseconds since 1970.</param>
/// <param name="Changed">When content, name or mode changed last, which nobody can set: nanoseconds since 1970; 0 where the system does not say.</param>
/// <param name="Inode">0 where the system does not say.</param>
/// <param name="Mode">Type and permission bits as in <c>stat(2)</c>.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FileStamp(long Size, long Modified, long Changed, long Inode, long Mode)
{
    private const long TypeBits = 0xF000;
    private const long OwnerMayExecute = 0x40;

    public bool IsFile => (Mode & TypeBits) == 0x8000;

    public bool IsLink => (Mode & TypeBits) == 0xA000;

    public bool IsFolder => (Mode & TypeBits) == 0x4000;

    public FileKind Kind => IsLink ? FileKind.Link : (Mode & OwnerMayExecute) != 0 ? FileKind.Executable : FileKind.File;

    /// <summary>Whether the file was left alone for long enough before a moment that a later change would show.</summary>
    /// <param name="now">By the clock of the file system, before the content was read.</param>
    public bool IsOlderThan(long now)
    {
        // Times move in steps: 10 ms for a kernel with a slow tick, 2 s for file systems that keep whole seconds.
        var step = Modified % 1_000_000_000 == 0 ? 2_000_000_000L : 20_000_000L;
        return Math.Max(Modified, Changed) + step < now;
    }
}
