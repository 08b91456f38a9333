namespace Slipway.BuildKit.Http2;

/// <summary>Decodes the Huffman code of header texts (RFC 7541, appendix B).</summary>
internal static class HuffmanCode
{
    private const int Longest = 30;

    // The code is canonical: the lengths say it all. Symbol 256 ends a text and must not appear.
    private static ReadOnlySpan<byte> Lengths =>
    [
        13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28,
        6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
        13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6,
        15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28,
        20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24,
        22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23,
        26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27,
        20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
        30,
    ];

    // By length: the first code, and where its symbols begin in Symbols.
    private static readonly (uint First, int Start, int Count)[] Levels = new (uint, int, int)[Longest + 1];
    private static readonly ushort[] Symbols = Sort();

    /// <summary>The text behind a code.</summary>
    /// <exception cref="Http2Exception">The bytes are no such code.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bytes)
    {
        // The shortest code has five bits.
        var text = new byte[bytes.Length * 8 / 5];
        var length = 0;
        uint code = 0;
        var bits = 0;
        foreach (var octet in bytes)
        {
            for (var bit = 7; bit >= 0; bit--)
            {
                code = (code << 1) | (uint)((octet >> bit) & 1);
                bits++;
                if (bits > Longest)
                    throw Malformed();
                var (first, start, count) = Levels[bits];
                if (code < first || code - first >= count)
                    continue;
                var symbol = Symbols[start + (int)(code - first)];
                if (symbol > byte.MaxValue)
                    throw Malformed();
                text[length++] = (byte)symbol;
                (code, bits) = (0, 0);
            }
        }

        // What is left over are the first bits of the end, which are ones, and fewer than eight.
        return bits < 8 && code == (1u << bits) - 1 ? text[..length] : throw Malformed();
    }

    private static ushort[] Sort()
    {
        var symbols = new ushort[Lengths.Length];
        uint code = 0;
        var next = 0;
        for (var length = 1; length <= Longest; length++)
        {
            code <<= 1;
            var start = next;
            for (var symbol = 0; symbol < Lengths.Length; symbol++)
            {
                if (Lengths[symbol] == length)
                    symbols[next++] = (ushort)symbol;
            }

            Levels[length] = (code, start, next - start);
            code += (uint)(next - start);
        }

        return symbols;
    }

    private static Http2Exception Malformed() => new("a header text is not in the Huffman code", ErrorCode.Compression);
}
