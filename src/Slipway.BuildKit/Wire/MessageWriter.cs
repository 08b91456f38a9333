using System.Buffers;
using System.Text;

namespace Slipway.BuildKit.Wire;

/// <summary>Writes messages in protobuf's wire format, field by field. Fields with their default value are left out, as protobuf does.</summary>
internal sealed class MessageWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    private enum Kind
    {
        Number = 0,
        Block = 2,
    }

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    public MessageWriter Number(int field, long value)
    {
        if (value != 0)
        {
            Tag(field, Kind.Number);
            Varint((ulong)value);
        }

        return this;
    }

    public MessageWriter Flag(int field, bool value) => Number(field, value ? 1 : 0);

    public MessageWriter Text(int field, string? value)
    {
        if (value is not { Length: > 0 })
            return this;
        Tag(field, Kind.Block);
        var length = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)length);
        Encoding.UTF8.GetBytes(value, _bytes.GetSpan(length));
        _bytes.Advance(length);
        return this;
    }

    public MessageWriter Bytes(int field, ReadOnlySpan<byte> value) => value.IsEmpty ? this : Block(field, value);

    /// <summary>A message inside, also where it is empty.</summary>
    public MessageWriter Message(int field, MessageWriter message) => Block(field, message.Written.Span);

    /// <summary>A map, one message for each pair.</summary>
    public MessageWriter Pairs(int field, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        foreach (var (key, value) in pairs)
            Message(field, new MessageWriter().Text(1, key).Text(2, value));
        return this;
    }

    public MessageWriter Texts(int field, IEnumerable<string> values)
    {
        foreach (var value in values)
            Block(field, Encoding.UTF8.GetBytes(value));
        return this;
    }

    public void Clear() => _bytes.ResetWrittenCount();

    private MessageWriter Block(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, Kind.Block);
        Varint((ulong)value.Length);
        _bytes.Write(value);
        return this;
    }

    private void Tag(int field, Kind kind) => Varint(((ulong)field << 3) | (ulong)kind);

    private void Varint(ulong value)
    {
        var span = _bytes.GetSpan(10);
        var length = 0;
        for (; value >= 0x80; value >>= 7)
            span[length++] = (byte)(value | 0x80);
        span[length++] = (byte)value;
        _bytes.Advance(length);
    }
}
