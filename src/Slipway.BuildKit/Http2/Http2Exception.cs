namespace Slipway.BuildKit.Http2;

/// <summary>The connection cannot go on: the peer broke the rules of HTTP/2, or the stream below has ended.</summary>
/// <param name="message">What happened.</param>
/// <param name="code">What the peer is told (RFC 9113, section 7).</param>
internal sealed class Http2Exception(string message, ErrorCode code = ErrorCode.Protocol) : IOException(message)
{
    public ErrorCode Code { get; } = code;
}
