namespace Slipway.BuildKit.Http2;

/// <summary>Flags of frames; the same bit means different things to different types (RFC 9113, section 6).</summary>
[Flags]
internal enum FrameFlags : byte
{
    None = 0,
    EndStream = 1,
    Ack = EndStream,
    EndHeaders = 4,
    Padded = 8,
    Priority = 32,
}
