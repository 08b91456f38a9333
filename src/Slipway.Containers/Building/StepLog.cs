using System.Text;

namespace Slipway.Containers.Building;

/// <summary>Makes lines of what a step writes, and remembers the last of them.</summary>
internal sealed class StepLog
{
    /// <summary>How many lines a failure shows.</summary>
    public const int Remembered = 20;

    private readonly Queue<string> _last = new();
    private readonly Dictionary<bool, MemoryStream> _open = [];

    public IReadOnlyList<string> LastLines => [.. _last];

    /// <summary>Takes a piece of output, which may be part of a line or several.</summary>
    /// <returns>The lines that it completes.</returns>
    public IReadOnlyList<string> Append(ReadOnlySpan<byte> piece, bool isError)
    {
        var lines = new List<string>();
        if (!_open.TryGetValue(isError, out var open))
            _open[isError] = open = new MemoryStream();
        while (piece.IndexOf((byte)'\n') is var end and >= 0)
        {
            open.Write(piece[..end]);
            lines.Add(Close(open));
            piece = piece[(end + 1)..];
        }

        open.Write(piece);
        return lines;
    }

    /// <summary>Ends lines that have no end yet.</summary>
    /// <returns>These lines, with whether each came on standard error.</returns>
    public IReadOnlyList<(string Line, bool IsError)> Flush() =>
        [.. _open.Where(o => o.Value.Length > 0).Select(o => (Close(o.Value), o.Key))];

    private string Close(MemoryStream bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length).TrimEnd('\r');
        bytes.SetLength(0);
        // A progress bar draws over its line: what it drew last is the line.
        text = text[(text.LastIndexOf('\r') + 1)..];
        _last.Enqueue(text);
        if (_last.Count > Remembered)
            _last.Dequeue();
        return text;
    }
}
