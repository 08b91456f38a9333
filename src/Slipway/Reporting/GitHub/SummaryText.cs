using System.Text;

namespace Slipway.Reporting.GitHub;

/// <summary>A text that stays within a number of bytes: what does not fit is left out, and said to be.</summary>
/// <param name="limit">The most bytes, in UTF-8.</param>
internal sealed class SummaryText(long limit)
{
    private const string Note = "\n> The summary ends here: GitHub shows at most 1 MiB. The logs hold the rest.\n";

    private readonly StringBuilder _text = new();
    private long _left = limit - Note.Length;
    private bool _isCut;

    /// <summary>Adds a part that is of use only when it is whole.</summary>
    /// <returns>Whether it fits.</returns>
    public bool Add(string part)
    {
        var size = Encoding.UTF8.GetByteCount(part);
        if (_isCut || size > _left)
        {
            _isCut = true;
            return false;
        }

        _left -= size;
        _text.Append(part);
        return true;
    }

    /// <summary>Adds a table or a list, as many rows as fit.</summary>
    /// <param name="head">What comes before the rows.</param>
    /// <param name="rows">One or more lines each.</param>
    /// <param name="end">What comes after them, whatever was cut.</param>
    public void Add(string head, IEnumerable<string> rows, string end)
    {
        _left -= end.Length;
        var fits = Add(head);
        if (fits)
        {
            foreach (var row in rows)
            {
                if (!Add(row))
                    break;
            }

            _text.Append(end);
        }
    }

    /// <summary>All of it; nothing where not even the note fits.</summary>
    public override string ToString() => limit < Note.Length ? "" : _isCut ? _text + Note : _text.ToString();
}
