using System.Runtime.InteropServices;

namespace Slipway.BuildKit;

/// <summary>What the system says about a file without reading it. Times are nanoseconds since 1970.</summary>
/// <param name="Type">The type and permission bits, as in <c>st_mode</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">When its content was written last; programs may set it.</param>
/// <param name="Changed">When anything of it changed last; nobody can set it. Where a system has none, when it was made.</param>
/// <param name="Number">The number of its inode; 0 where a system has none.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FileStamp(int Type, long Size, long Modified, long Changed, long Number)
{
    public const int TypeBits = 0xF000;
    public const int File = 0x8000;
    public const int Folder = 0x4000;
    public const int Link = 0xA000;
    public const int Pipe = 0x1000;
    public const int Socket = 0xC000;

    public int Kind => Type & TypeBits;

    /// <summary>All of it in one number, to compare.</summary>
    public long Folded => HashCode.Combine(Type, Size, Modified) ^ ((long)HashCode.Combine(Changed, Number) << 32);
}
