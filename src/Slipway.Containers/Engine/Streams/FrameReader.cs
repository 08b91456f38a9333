using System.Buffers.Binary;

namespace Slipway.Containers.Engine.Streams;

/// <summary>Takes apart what a container writes to both its outputs, as it comes.</summary>
/// <remarks>A frame is the stream's number, three zeros, the length in big-endian order, then the bytes. With a terminal there are none.</remarks>
/// <param name="read">Reads up to the length of its argument; 0 at the end.</param>
/// <param name="multiplexed">Whether there are frames.</param>
internal sealed class FrameReader(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, bool multiplexed)
{
    private const int HeaderSize = 8;
    private const byte StandardError = 2;

    private readonly byte[] _header = new byte[HeaderSize];
    private uint _left;
    private bool _isError;

    /// <summary>Reads some bytes of one of the streams; 0 at the end.</summary>
    public async ValueTask<(int Count, bool IsError)> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (!multiplexed)
            return (await read(buffer, cancellationToken), false);
        while (_left == 0)
        {
            for (var have = 0; have < HeaderSize;)
            {
                if (await read(_header.AsMemory(have), cancellationToken) is var got and > 0)
                    have += got;
                else
                    return (0, false);
            }

            (_isError, _left) = (_header[0] == StandardError, BinaryPrimitives.ReadUInt32BigEndian(_header.AsSpan(4)));
        }

        var count = await read(buffer[..(int)Math.Min((uint)buffer.Length, _left)], cancellationToken);
        _left -= (uint)count;
        return (count, _isError);
    }
}
