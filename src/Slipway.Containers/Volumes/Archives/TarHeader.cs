using System.Text;

namespace Slipway.Containers.Volumes.Archives;

/// <summary>A header block of a tar archive: POSIX.1-2017, pax, "ustar Interchange Format"; sizes also as GNU writes large ones.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int Size = 512;

    private readonly ReadOnlySpan<byte> _block = block;

    public byte Type => _block[156];

    public bool IsEnd => _block.IndexOfAnyExcept((byte)0) < 0;

    public byte[] Name
    {
        get
        {
            var name = Text(0, 100);
            var prefix = _block.Slice(257, 6).SequenceEqual("ustar\0"u8) ? Text(345, 155) : [];
            return prefix.Length == 0 ? name : [.. prefix, (byte)'/', .. name];
        }
    }

    public byte[] Link => Text(157, 100);

    public long Mode => Number(100, 8);

    public long User => Number(108, 8);

    public long Group => Number(116, 8);

    public long Length => Number(124, 12);

    public long Time => Number(136, 12);

    public long Device => (Number(329, 8) << 32) | Number(337, 8);

    /// <summary>The sum of all bytes, its own field counted as spaces.</summary>
    public bool IsIntact
    {
        get
        {
            long sum = 8 * ' ';
            for (var i = 0; i < Size; i++)
                sum += i is >= 148 and < 156 ? 0 : _block[i];
            return sum == Number(148, 8);
        }
    }

    private byte[] Text(int start, int length)
    {
        var field = _block.Slice(start, length);
        return (field.IndexOf((byte)0) is var end and >= 0 ? field[..end] : field).ToArray();
    }

    // Octal digits; or, where the first bit is set, the number itself.
    private long Number(int start, int length)
    {
        var field = _block.Slice(start, length);
        long number = 0;
        if ((field[0] & 0x80) != 0)
        {
            number = (field[0] & 0x40) != 0 ? -1 : 0;
            number = (number << 7) | (uint)(field[0] & 0x7f);
            foreach (var b in field[1..])
                number = (number << 8) | b;
            return number;
        }

        foreach (var digit in field)
        {
            if (digit is >= (byte)'0' and <= (byte)'7')
                number = (number * 8) + (digit - '0');
            else if (digit is not ((byte)' ' or 0))
                throw new InvalidDataException($"a header holds no number but '{Encoding.ASCII.GetString(field)}'");
        }

        return number;
    }
}
