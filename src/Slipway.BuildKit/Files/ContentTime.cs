using System.Buffers.Binary;

namespace Slipway.BuildKit;

/// <summary>Makes the time of a file from its content: all clones of a repository have the same times, and every change changes one.</summary>
internal static class ContentTime
{
    // 2000-01-01T00:00:00Z. Everything that looks at seconds sees the same time everywhere.
    private const long Second = 946_684_800;
    private const long Nanoseconds = 1_000_000_000;

    public const long Fixed = Second * Nanoseconds;

    public static long Of(ReadOnlySpan<byte> hash) => Fixed + (long)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % Nanoseconds);
}
