using System.Globalization;
using System.Text;

namespace Slipway.Tests.Reporting.Terminals;

/// <summary>A terminal's screen and scrollback: understands what the live view uses and refuses everything else.</summary>
internal sealed class ScreenModel(int firstColumns, int firstRows, bool rewraps)
{
    private int _columns = firstColumns;
    private int _height = firstRows;

    private readonly List<Row> _rows = [new Row()];
    private readonly StringBuilder _sequence = new();
    private int _top;
    private int _row;
    private int _column;

    public bool IsCursorShown { get; private set; } = true;

    /// <summary>The lines on the screen, without blanks at their ends.</summary>
    public string Screen => Text(_rows.Skip(_top));

    /// <summary>The scrollback and the screen, lines that were wrapped joined again.</summary>
    public string All => Text(Joined());

    public void Feed(string text)
    {
        foreach (var c in text)
        {
            if (_sequence.Length > 0 || c == '\e')
                FeedSequence(c);
            else
                FeedText(c);
        }
    }

    public void Resize(int newColumns, int newRows)
    {
        if (rewraps && newColumns != _columns)
            Rewrap(newColumns);
        else
            _rows.ForEach(row => row.Cut(newColumns));
        (_columns, _height) = (newColumns, newRows);
        _top = Math.Max(0, Math.Max(_row, rewraps ? 0 : _top + _height - 1) + 1 - _height);
        _top = Math.Min(_top, _row);
        _column = Math.Min(_column, _columns - 1);
    }

    private static string Text(IEnumerable<Row> rows) => string.Join('\n', rows.Select(row => row.Text)).TrimEnd('\n', ' ');

    private void FeedText(char c)
    {
        switch (c)
        {
            case '\r':
                _column = 0;
                break;
            case '\n':
                NextRow();
                break;
            case < ' ' or '\x7f':
                throw new NotSupportedException($"A control character reached the terminal: {(int)c:x2}");
            default:
                if (_column == _columns)
                {
                    _rows[_row].IsWrapped = true;
                    _column = 0;
                    NextRow();
                }

                _rows[_row].Put(_column++, c);
                break;
        }
    }

    private void FeedSequence(char c)
    {
        _sequence.Append(c);
        // .NET itself sets the mode of the keypad, when somebody asks for the console.
        if (_sequence.Length == 2 && c is ('=' or '>'))
            _sequence.Clear();
        if (_sequence.Length < 3 || c is < '@' or > '~')
            return;
        var sequence = _sequence.ToString(1, _sequence.Length - 1);
        _sequence.Clear();
        switch (sequence)
        {
            case "[K":
                _rows[_row].Cut(_column);
                break;
            case "[J":
                _rows[_row].Cut(_column);
                _rows.RemoveRange(_row + 1, _rows.Count - _row - 1);
                break;
            case "[?25l" or "[?25h":
                IsCursorShown = c == 'h';
                break;
            case "[?2026h" or "[?2026l" or "[?1h" or "[?1l":
                break;
            case ['[', .. var lines, 'A']:
                _row = Math.Max(_top, _row - int.Parse(lines, CultureInfo.InvariantCulture));
                _column = Math.Min(_column, _columns - 1);
                break;
            case ['[', .., 'm']:
                break;
            default:
                throw new NotSupportedException($"The screen does not know the sequence {sequence}");
        }
    }

    private void NextRow()
    {
        if (++_row == _rows.Count)
            _rows.Add(new Row());
        if (_row >= _top + _height)
            _top = _row + 1 - _height;
    }

    private List<Row> Joined()
    {
        var joined = new List<Row>();
        var open = false;
        foreach (var row in _rows)
        {
            if (open)
                joined[^1].Append(row);
            else
                joined.Add(row.Copy());
            open = row.IsWrapped;
        }

        return joined;
    }

    // What terminals of today do when they get narrower or wider: the cursor stays on its character.
    private void Rewrap(int newColumns)
    {
        var before = _row - Joined(_row);
        var joined = Joined();
        _rows.Clear();
        for (var i = 0; i < joined.Count; i++)
        {
            if (i == before)
                _row = _rows.Count;
            _rows.AddRange(joined[i].Wrap(newColumns));
        }
    }

    // How many of the rows above are the beginning of a line that goes on.
    private int Joined(int upTo) => _rows.Take(upTo).Count(row => row.IsWrapped);

    private sealed class Row
    {
        private readonly StringBuilder _text = new();

        public bool IsWrapped { get; set; }

        public string Text => _text.ToString().TrimEnd(' ');

        public void Put(int column, char c)
        {
            while (_text.Length <= column)
                _text.Append(' ');
            _text[column] = c;
        }

        public void Cut(int column)
        {
            if (_text.Length > column)
                _text.Length = column;
            IsWrapped = false;
        }

        public void Append(Row other) => _text.Append(other._text);

        public Row Copy()
        {
            var copy = new Row();
            copy.Append(this);
            return copy;
        }

        public IEnumerable<Row> Wrap(int columns)
        {
            var text = Text;
            for (var start = 0; start == 0 || start < text.Length; start += columns)
            {
                var row = new Row { IsWrapped = start + columns < text.Length };
                row._text.Append(text.AsSpan(start, Math.Min(columns, text.Length - start)));
                yield return row;
            }
        }
    }
}
