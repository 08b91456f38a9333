using System.Text;

namespace Slipway.BuildKit.Http2;

/// <summary>Reads blocks of headers, which build on the blocks before them (RFC 7541).</summary>
internal sealed class HeaderDecoder
{
    private readonly HeaderTable _table = new();

    /// <summary>The headers of a block.</summary>
    /// <exception cref="Http2Exception">The block is malformed; nothing after it can be read either.</exception>
    public List<Header> Decode(ReadOnlySpan<byte> block)
    {
        var headers = new List<Header>();
        while (!block.IsEmpty)
        {
            var first = block[0];
            if ((first & 0x80) != 0)
                headers.Add(_table[ReadNumber(ref block, 7)]);
            else if ((first & 0xC0) == 0x40)
                headers.Add(Remembered(ReadLiteral(ref block, 6)));
            else if ((first & 0xE0) == 0x20)
                _table.Limit(ReadNumber(ref block, 5));
            else
                headers.Add(ReadLiteral(ref block, 4));
        }

        return headers;
    }

    private Header Remembered(Header header)
    {
        _table.Add(header);
        return header;
    }

    private Header ReadLiteral(ref ReadOnlySpan<byte> block, int prefix)
    {
        var number = ReadNumber(ref block, prefix);
        var name = number == 0 ? ReadText(ref block) : _table[number].Name;
        return new Header(name, ReadText(ref block));
    }

    private static string ReadText(ref ReadOnlySpan<byte> block)
    {
        var isCoded = !block.IsEmpty && (block[0] & 0x80) != 0;
        var length = ReadNumber(ref block, 7);
        if (length > block.Length)
            throw Malformed();
        var bytes = block[..length];
        block = block[length..];
        return Encoding.Latin1.GetString(isCoded ? HuffmanCode.Decode(bytes) : bytes);
    }

    // RFC 7541, section 5.1.
    private static int ReadNumber(ref ReadOnlySpan<byte> block, int prefix)
    {
        if (block.IsEmpty)
            throw Malformed();
        var mask = (1 << prefix) - 1;
        long number = block[0] & mask;
        block = block[1..];
        if (number < mask)
            return (int)number;
        for (var shift = 0; ; shift += 7)
        {
            if (block.IsEmpty || shift > 28)
                throw Malformed();
            var octet = block[0];
            block = block[1..];
            number += (long)(octet & 0x7F) << shift;
            if (number > int.MaxValue)
                throw Malformed();
            if ((octet & 0x80) == 0)
                return (int)number;
        }
    }

    private static Http2Exception Malformed() => new("a block of headers is cut short", ErrorCode.Compression);
}
