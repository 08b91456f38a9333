using System.Text;

namespace Slipway.BuildKit.Wire;

/// <summary>Reads messages in protobuf's wire format, field by field. What is not asked for is skipped.</summary>
internal ref struct MessageReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;
    private ReadOnlySpan<byte> _block = default;
    private ulong _number = 0;

    /// <summary>The number of the current field.</summary>
    public int Field { get; private set; }

    public readonly long Number => (long)_number;

    public readonly bool Flag => _number != 0;

    public readonly ReadOnlySpan<byte> Bytes => _block;

    public readonly string Text => Encoding.UTF8.GetString(_block);

    /// <summary>A message inside.</summary>
    public readonly MessageReader Message => new(_block);

    /// <summary>Goes to the next field.</summary>
    /// <exception cref="InvalidDataException">The message is cut short or is none.</exception>
    public bool Next()
    {
        if (_rest.IsEmpty)
            return false;
        var tag = Varint();
        Field = (int)(tag >> 3);
        _number = 0;
        _block = default;
        switch (tag & 7)
        {
            case 0: _number = Varint(); break;
            case 1: _block = Take(8); break;
            case 2: _block = Take(Varint()); break;
            case 5: _block = Take(4); break;
            default: throw new InvalidDataException($"a field of kind {tag & 7}, which there is not");
        }

        return Field > 0 ? true : throw new InvalidDataException("a field without a number");
    }

    /// <summary>A pair of a map.</summary>
    public readonly KeyValuePair<string, string> Pair()
    {
        var pair = Message;
        var (key, value) = ("", "");
        while (pair.Next())
        {
            if (pair.Field == 1)
                key = pair.Text;
            else if (pair.Field == 2)
                value = pair.Text;
        }

        return new KeyValuePair<string, string>(key, value);
    }

    /// <summary>A point in time (google.protobuf.Timestamp).</summary>
    public readonly DateTimeOffset Time()
    {
        var time = Message;
        var (seconds, nanoseconds) = (0L, 0L);
        while (time.Next())
        {
            if (time.Field == 1)
                seconds = time.Number;
            else if (time.Field == 2)
                nanoseconds = time.Number;
        }

        try
        {
            return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(nanoseconds / 100);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new InvalidDataException("a time that no calendar has", e);
        }
    }

    private ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)_rest.Length)
            throw new InvalidDataException($"{length} bytes are announced and {_rest.Length} are left");
        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_rest.IsEmpty)
                throw new InvalidDataException("a number is cut short");
            var octet = _rest[0];
            _rest = _rest[1..];
            value |= (ulong)(octet & 0x7F) << shift;
            if (octet < 0x80)
                return value;
        }

        throw new InvalidDataException("a number has more than ten bytes");
    }
}
