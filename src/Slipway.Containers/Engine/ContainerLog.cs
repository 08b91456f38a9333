using System.Buffers.Binary;
using System.Text;
using Slipway.Processes;

namespace Slipway.Containers.Engine;

/// <summary>Takes a container's log apart into lines.</summary>
internal static class ContainerLog
{
    private const int HeaderSize = 8;
    private const byte StandardError = 2;

    /// <summary>
    /// The lines in <paramref name="log"/>. A multiplexed one is made of frames: the stream's number, three zeros,
    /// the length in big-endian order, then the bytes. A frame may hold part of a line or several.
    /// </summary>
    public static IReadOnlyList<OutputLine> Split(ReadOnlySpan<byte> log, bool multiplexed)
    {
        var lines = new List<OutputLine>();
        var open = new Dictionary<bool, MemoryStream>();
        if (!multiplexed)
        {
            Append(log, isError: false, open, lines);
        }
        else
        {
            while (log.Length >= HeaderSize)
            {
                var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(log[4..]), (uint)(log.Length - HeaderSize));
                Append(log.Slice(HeaderSize, length), log[0] == StandardError, open, lines);
                log = log[(HeaderSize + length)..];
            }
        }

        foreach (var (isError, rest) in open.Where(o => o.Value.Length > 0))
            lines.Add(Line(rest, isError));
        return lines;
    }

    private static void Append(ReadOnlySpan<byte> bytes, bool isError, Dictionary<bool, MemoryStream> open, List<OutputLine> lines)
    {
        if (!open.TryGetValue(isError, out var line))
            open[isError] = line = new MemoryStream();
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            line.Write(bytes[..end]);
            lines.Add(Line(line, isError));
            line.SetLength(0);
            bytes = bytes[(end + 1)..];
        }

        line.Write(bytes);
    }

    private static OutputLine Line(MemoryStream bytes, bool isError) =>
        new(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimEnd('\r'), isError);
}
