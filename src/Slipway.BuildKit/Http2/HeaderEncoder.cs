using System.Text;

namespace Slipway.BuildKit.Http2;

/// <summary>Writes blocks of headers plainly: each in full, nothing remembered (RFC 7541, section 6.2.2).</summary>
internal static class HeaderEncoder
{
    public static byte[] Encode(params ReadOnlySpan<Header> headers)
    {
        using var block = new MemoryStream();
        foreach (var header in headers)
        {
            block.WriteByte(0);
            Write(block, header.Name);
            Write(block, header.Value);
        }

        return block.ToArray();
    }

    private static void Write(MemoryStream block, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        var rest = bytes.Length;
        if (rest < 127)
        {
            block.WriteByte((byte)rest);
        }
        else
        {
            block.WriteByte(127);
            for (rest -= 127; rest >= 128; rest >>= 7)
                block.WriteByte((byte)(0x80 | (rest & 0x7F)));
            block.WriteByte((byte)rest);
        }

        block.Write(bytes);
    }
}
