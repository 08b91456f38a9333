namespace Slipway.BuildKit.Http2;

/// <summary>The headers that a peer may name by number: those of the standard, then those it sent lately (RFC 7541, section 2.3).</summary>
internal sealed class HeaderTable
{
    /// <summary>How large the table of sent headers may be, as long as nobody says otherwise.</summary>
    public const int DefaultSize = 4096;

    private const int Overhead = 32;

    private static readonly Header[] Standard =
    [
        new(":authority", ""), new(":method", "GET"), new(":method", "POST"), new(":path", "/"), new(":path", "/index.html"),
        new(":scheme", "http"), new(":scheme", "https"), new(":status", "200"), new(":status", "204"), new(":status", "206"),
        new(":status", "304"), new(":status", "400"), new(":status", "404"), new(":status", "500"), new("accept-charset", ""),
        new("accept-encoding", "gzip, deflate"), new("accept-language", ""), new("accept-ranges", ""), new("accept", ""),
        new("access-control-allow-origin", ""), new("age", ""), new("allow", ""), new("authorization", ""), new("cache-control", ""),
        new("content-disposition", ""), new("content-encoding", ""), new("content-language", ""), new("content-length", ""),
        new("content-location", ""), new("content-range", ""), new("content-type", ""), new("cookie", ""), new("date", ""), new("etag", ""),
        new("expect", ""), new("expires", ""), new("from", ""), new("host", ""), new("if-match", ""), new("if-modified-since", ""),
        new("if-none-match", ""), new("if-range", ""), new("if-unmodified-since", ""), new("last-modified", ""), new("link", ""),
        new("location", ""), new("max-forwards", ""), new("proxy-authenticate", ""), new("proxy-authorization", ""), new("range", ""),
        new("referer", ""), new("refresh", ""), new("retry-after", ""), new("server", ""), new("set-cookie", ""),
        new("strict-transport-security", ""), new("transfer-encoding", ""), new("user-agent", ""), new("vary", ""), new("via", ""),
        new("www-authenticate", ""),
    ];

    // The latest is the last.
    private readonly List<Header> _sent = [];
    private int _size;
    private int _limit = DefaultSize;

    /// <summary>The header with a number, counted from 1.</summary>
    public Header this[int number] =>
        number >= 1 && number <= Standard.Length ? Standard[number - 1]
        : number > Standard.Length && number - Standard.Length <= _sent.Count ? _sent[^(number - Standard.Length)]
        : throw new Http2Exception($"there is no header number {number}", ErrorCode.Compression);

    public void Add(Header header)
    {
        _sent.Add(header);
        _size += SizeOf(header);
        Shrink();
    }

    public void Limit(int size)
    {
        if (size > DefaultSize)
            throw new Http2Exception("the table of headers is made larger than agreed", ErrorCode.Compression);
        _limit = size;
        Shrink();
    }

    private void Shrink()
    {
        var count = 0;
        while (_size > _limit)
            _size -= SizeOf(_sent[count++]);
        _sent.RemoveRange(0, count);
    }

    private static int SizeOf(Header header) => header.Name.Length + header.Value.Length + Overhead;
}
