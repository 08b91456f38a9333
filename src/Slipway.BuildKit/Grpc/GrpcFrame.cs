using System.Buffers;
using System.Buffers.Binary;

namespace Slipway.BuildKit.Grpc;

/// <summary>The five bytes before each message: whether it is compressed, which none of ours is, and its length.</summary>
internal static class GrpcFrame
{
    public const int HeaderSize = 5;

    /// <summary>No message of BuildKit's comes near to it; it keeps a damaged length from taking all memory.</summary>
    public const int LongestMessage = 64 * 1024 * 1024;

    public static void Append(IBufferWriter<byte> output, ReadOnlySpan<byte> message)
    {
        var span = output.GetSpan(HeaderSize + message.Length);
        span[0] = 0;
        BinaryPrimitives.WriteInt32BigEndian(span[1..], message.Length);
        message.CopyTo(span[HeaderSize..]);
        output.Advance(HeaderSize + message.Length);
    }

    public static byte[] Of(ReadOnlySpan<byte> message)
    {
        var frame = new byte[HeaderSize + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(HeaderSize));
        return frame;
    }

    /// <summary>Reads a message; <see langword="null"/> at the end.</summary>
    /// <param name="read">Reads what has come, 0 bytes at the end.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async ValueTask<byte[]?> ReadAsync(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, CancellationToken cancellationToken)
    {
        var header = new byte[HeaderSize];
        if (!await FillAsync(read, header, mayEnd: true, cancellationToken).ConfigureAwait(false))
            return null;
        if (header[0] != 0)
            throw new GrpcException(GrpcStatus.Unimplemented, "a message is compressed, which was not agreed");
        var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(1));
        if (length > LongestMessage)
            throw new GrpcException(GrpcStatus.ResourceExhausted, $"a message of {length} bytes is longer than any should be");
        var message = new byte[length];
        await FillAsync(read, message, mayEnd: false, cancellationToken).ConfigureAwait(false);
        return message;
    }

    private static async ValueTask<bool> FillAsync(Func<Memory<byte>, CancellationToken, ValueTask<int>> read, Memory<byte> buffer, bool mayEnd, CancellationToken cancellationToken)
    {
        for (var filled = 0; filled < buffer.Length;)
        {
            var count = await read(buffer[filled..], cancellationToken).ConfigureAwait(false);
            if (count == 0)
                return mayEnd && filled == 0 ? false : throw new GrpcException(GrpcStatus.Internal, "a message is cut short");
            filled += count;
        }

        return true;
    }
}
