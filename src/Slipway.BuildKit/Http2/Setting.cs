namespace Slipway.BuildKit.Http2;

/// <summary>What peers agree on (RFC 9113, section 6.5.2).</summary>
internal enum Setting : ushort
{
    InitialWindowSize = 4,
    MaxFrameSize = 5,
}
