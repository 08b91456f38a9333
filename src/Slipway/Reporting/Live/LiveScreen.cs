using System.Text;
using Slipway.Hosting;

namespace Slipway.Reporting.Live;

/// <summary>Keeps a few lines at the bottom of a terminal up to date, while finished lines scroll away above them.</summary>
/// <remarks>
/// The cursor rests in the first column below the lines and is never left hidden, so that whatever ends the process leaves
/// a usable terminal. Each change is one write. The sequences are those of ECMA-48 and, to draw without tearing where the
/// terminal can, mode 2026 (https://contour-terminal.org/vt-extensions/synchronized-output/), which others ignore.
/// </remarks>
/// <param name="output">The terminal.</param>
/// <param name="size">Its size, asked before each change.</param>
/// <param name="rewraps">Whether the terminal wraps lines anew when it gets narrower.</param>
internal sealed class LiveScreen(TextWriter output, Func<TerminalSize> size, bool rewraps)
{
    private const int UsualColumns = 80;
    private const int UsualRows = 24;

    private readonly List<int> _widths = [];
    private string _last = "";

    /// <summary>The size to draw for.</summary>
    public TerminalSize Size
    {
        get
        {
            var now = size();
            return new TerminalSize(now.Columns > 0 ? now.Columns : UsualColumns, now.Rows > 0 ? now.Rows : UsualRows);
        }
    }

    /// <summary>Writes finished lines and, below them, the lines that are kept up to date.</summary>
    /// <param name="finished">Whole lines, each with its line ending; may be empty.</param>
    /// <param name="lines">The lines to keep, each narrower than the terminal.</param>
    /// <param name="now">The size that they were made for.</param>
    public void Draw(string finished, IReadOnlyList<LiveLine> lines, TerminalSize now)
    {
        var region = string.Join("\e[K\r\n", lines.Select(line => line.Text)) + (lines.Count > 0 ? "\e[K\r\n" : "");
        if (finished.Length == 0 && region == _last && _widths.TrueForAll(width => width < now.Columns))
            return;

        var text = new StringBuilder("\e[?2026h\e[?25l\r");
        var up = Math.Min(_widths.Sum(width => RowsOf(width, now)), now.Rows - 1);
        if (up > 0)
            text.Append("\e[").Append(up).Append('A');
        // What is kept is written over itself, which does not flicker; finished lines may be of any length.
        if (finished.Length > 0)
            text.Append("\e[J").Append(finished.ReplaceLineEndings("\r\n"));
        output.Write(text.Append(region).Append("\e[J\e[?25h\e[?2026l").ToString());
        output.Flush();
        _last = region;
        _widths.Clear();
        _widths.AddRange(lines.Select(line => line.Columns));
    }

    private int RowsOf(int width, TerminalSize now) => rewraps && width > now.Columns ? (width + now.Columns - 1) / now.Columns : 1;
}
