using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Slipway.Reporting.Traces;

/// <summary>Writes fields of the protocol buffers' wire format (https://protobuf.dev/programming-guides/encoding/).</summary>
internal sealed class ProtobufWriter
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int LengthDelimited = 2;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    public void Number(int field, long value)
    {
        Raw((ulong)((field << 3) | Varint));
        Raw((ulong)value);
    }

    public void Time(int field, DateTimeOffset time)
    {
        Raw((ulong)((field << 3) | Fixed64));
        Span<byte> bytes = stackalloc byte[8];
        // A tick is 100 ns.
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, (ulong)(time - DateTimeOffset.UnixEpoch).Ticks * 100);
        _bytes.Write(bytes);
    }

    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Raw((ulong)((field << 3) | LengthDelimited));
        Raw((ulong)bytes.Length);
        _bytes.Write(bytes);
    }

    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner._bytes.WrittenSpan);
    }

    private void Raw(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            _bytes.Write([(byte)(value | 0x80)]);
        _bytes.Write([(byte)value]);
    }
}
