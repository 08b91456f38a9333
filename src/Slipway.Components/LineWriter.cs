using System.Text;

namespace Slipway.Components;

/// <summary>Passes on what is written line by line, and remembers the lines.</summary>
/// <param name="line">Gets each line, without its end.</param>
internal sealed class LineWriter(Action<string> line) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _begun = new();
    private readonly List<string> _lines = [];

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>The last line that begins so, or nothing.</summary>
    /// <param name="beginning">How it begins.</param>
    public string Last(string beginning)
    {
        lock (_lock)
            return _lines.FindLast(text => text.StartsWith(beginning, StringComparison.Ordinal)) ?? "";
    }

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_lock)
        {
            if (value == '\n')
                End();
            else if (value != '\r')
                _begun.Append(value);
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        lock (_lock)
        {
            if (_begun.Length > 0)
                End();
        }
    }

    private void End()
    {
        var text = _begun.ToString();
        _begun.Clear();
        _lines.Add(text);
        if (text.Length > 0)
            line(text);
    }
}
