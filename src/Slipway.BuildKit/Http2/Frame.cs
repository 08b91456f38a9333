using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slipway.BuildKit.Http2;

/// <summary>The nine bytes before a frame's payload (RFC 9113, section 4.1).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Frame(FrameType Type, FrameFlags Flags, int StreamId, int Length)
{
    public const int HeaderSize = 9;

    public static Frame Read(ReadOnlySpan<byte> bytes) => new(
        (FrameType)bytes[3],
        (FrameFlags)bytes[4],
        (int)(BinaryPrimitives.ReadUInt32BigEndian(bytes[5..]) & int.MaxValue),
        (bytes[0] << 16) | (bytes[1] << 8) | bytes[2]);

    public void Write(Span<byte> bytes)
    {
        bytes[0] = (byte)(Length >> 16);
        bytes[1] = (byte)(Length >> 8);
        bytes[2] = (byte)Length;
        bytes[3] = (byte)Type;
        bytes[4] = (byte)Flags;
        BinaryPrimitives.WriteInt32BigEndian(bytes[5..], StreamId);
    }

    public bool Has(FrameFlags flag) => (Flags & flag) == flag;
}
