using System.Globalization;

namespace Slipway.Reporting.Traces;

/// <summary>The trace that a run belongs to, as the W3C writes it (https://www.w3.org/TR/trace-context/#traceparent-header).</summary>
/// <param name="TraceId">Sixteen bytes.</param>
/// <param name="SpanId">Eight bytes.</param>
/// <param name="IsSampled">Whether the trace is recorded.</param>
internal sealed record TraceParent(byte[] TraceId, byte[] SpanId, bool IsSampled)
{
    /// <summary>Reads it; <see langword="null"/> where the text is none, which starts a trace of its own.</summary>
    public static TraceParent? Parse(string text)
    {
        var parts = text.Split('-');
        if (parts is not [{ Length: 2 } version, { Length: 32 } trace, { Length: 16 } span, { Length: 2 } flags, ..] || version == "ff" || (version == "00" && parts.Length > 4))
            return null;
        if (!parts.Take(4).All(part => part.All(char.IsAsciiHexDigitLower)) || trace.All(c => c == '0') || span.All(c => c == '0'))
            return null;
        return new TraceParent(Convert.FromHexString(trace), Convert.FromHexString(span), (byte.Parse(flags, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 1) == 1);
    }
}
