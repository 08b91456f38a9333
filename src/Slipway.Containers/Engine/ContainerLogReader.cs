using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Slipway.Processes;

namespace Slipway.Containers.Engine;

/// <summary>Takes a container's log apart into lines while it arrives.</summary>
/// <param name="multiplexed">Whether it is made of frames, as that of a container without a terminal; see <see cref="ContainerLog"/>.</param>
internal sealed class ContainerLogReader(bool multiplexed)
{
    private const int HeaderSize = 8;
    private const byte StandardError = 2;

    // Who writes without a line end for ever must not fill the memory.
    private const int LongestLine = 1024 * 1024;

    private readonly ArrayBufferWriter<byte> _header = new(HeaderSize);
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly ArrayBufferWriter<byte> _errors = new();
    private long _left;
    private bool _isError;

    /// <summary>The lines that these bytes complete.</summary>
    public IReadOnlyList<OutputLine> Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<OutputLine>();
        if (!multiplexed)
        {
            Take(bytes, isError: false, lines);
            return lines;
        }

        while (bytes.Length > 0)
        {
            if (_left == 0 && !ReadHeader(ref bytes))
                break;
            var part = bytes[..(int)Math.Min(_left, bytes.Length)];
            Take(part, _isError, lines);
            _left -= part.Length;
            bytes = bytes[part.Length..];
        }

        return lines;
    }

    /// <summary>What is left when the log ends without a line end.</summary>
    public IReadOnlyList<OutputLine> End()
    {
        var lines = new List<OutputLine>();
        if (_output.WrittenCount > 0)
            lines.Add(Line(_output, isError: false));
        if (_errors.WrittenCount > 0)
            lines.Add(Line(_errors, isError: true));
        return lines;
    }

    private bool ReadHeader(ref ReadOnlySpan<byte> bytes)
    {
        var part = bytes[..Math.Min(HeaderSize - _header.WrittenCount, bytes.Length)];
        _header.Write(part);
        bytes = bytes[part.Length..];
        if (_header.WrittenCount < HeaderSize)
            return false;
        _isError = _header.WrittenSpan[0] == StandardError;
        _left = BinaryPrimitives.ReadUInt32BigEndian(_header.WrittenSpan[4..]);
        _header.ResetWrittenCount();
        return true;
    }

    private void Take(ReadOnlySpan<byte> bytes, bool isError, List<OutputLine> lines)
    {
        var line = isError ? _errors : _output;
        while (bytes.IndexOf((byte)'\n') is var end and >= 0)
        {
            line.Write(bytes[..end]);
            lines.Add(Line(line, isError));
            bytes = bytes[(end + 1)..];
        }

        line.Write(bytes);
        if (line.WrittenCount > LongestLine)
            lines.Add(Line(line, isError));
    }

    private static OutputLine Line(ArrayBufferWriter<byte> bytes, bool isError)
    {
        var text = Encoding.UTF8.GetString(bytes.WrittenSpan).TrimEnd('\r');
        bytes.ResetWrittenCount();
        return new OutputLine(text, isError);
    }
}
