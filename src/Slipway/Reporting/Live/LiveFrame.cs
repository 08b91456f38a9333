using Slipway.Execution;
using Slipway.Hosting;
using Slipway.Planning;

namespace Slipway.Reporting.Live;

/// <summary>Makes the lines of the live view: what runs, what waits for what, how far the run is.</summary>
/// <param name="palette">Colours.</param>
/// <param name="mask">Hides secrets in the names of items.</param>
/// <param name="signs">What the terminal can show.</param>
internal sealed class LiveFrame(Palette palette, SecretMask mask, Signs signs)
{
    private readonly string _cut = signs.Ellipsis;

    private const int MostWaiting = 4;
    private const int TimeColumns = 12;
    private const int MemoryColumns = 11;

    // Below these widths, the less important columns make room for the last line.
    private const int WidthForMemory = 80;
    private const int WidthForEstimate = 60;

    public IReadOnlyList<LiveLine> Of(LiveProgress progress, TerminalSize size)
    {
        // Half of the screen stays for what has been said.
        var most = Math.Max(2, (size.Rows / 2) - 1);
        var running = progress.Running;
        var waiting = progress.Waiting(MostWaiting);
        var shownRunning = Math.Min(running.Count, Math.Max(1, most - 1 - (waiting.Count > 0 ? 1 : 0)));
        var shownWaiting = Math.Min(waiting.Count, Math.Max(0, most - 1 - shownRunning));
        var nameColumns = Math.Clamp(running.Take(shownRunning).Select(node => ColumnWidth.Of(NameOf(node.Node))).DefaultIfEmpty(0).Max(), 1, Math.Max(1, size.Columns * 2 / 5));

        var lines = new List<LiveLine>();
        foreach (var node in running.Take(shownRunning))
            lines.Add(Running(node, progress.Elapsed(node), nameColumns, size.Columns - 1));
        for (var i = 0; i < shownWaiting; i++)
        {
            var more = i == shownWaiting - 1 ? progress.WaitingCount - shownWaiting : 0;
            lines.Add(Plain($"  {NameOf(waiting[i])} waits for {WaitsFor(progress, waiting[i])}", more > 0 ? $"  + {more} more" : "", size.Columns - 1));
        }

        lines.Add(Plain(Progress(progress, running.Count - shownRunning), "", size.Columns - 1));
        return lines;
    }

    private string NameOf(PlanNode node) => signs.Of(PlainText.Of(mask.Apply(node.Name)));

    private LiveLine Running(RunningNode running, TimeSpan elapsed, int nameColumns, int columns)
    {
        var name = ColumnWidth.Pad(NameOf(running.Node), nameColumns, _cut);
        var time = Time(elapsed);
        if (columns >= WidthForEstimate && running.Node.Learned is { } learned)
            time = $"{time} of {Time(learned)}".PadLeft((TimeColumns * 2) + 1);
        else
            time = time.PadLeft(TimeColumns);
        var memory = columns >= WidthForMemory ? (running.Node.Memory.Bytes > 0 ? running.Node.Memory.ToString() : "").PadLeft(MemoryColumns) : "";
        var head = $"{time}{memory}  ";
        var left = columns - 2 - nameColumns - head.Length;
        if (left < 0)
            return Plain($"  {name.Trim()} {time.Trim()}", "", columns);
        var last = left > 2 ? ColumnWidth.Fit(signs.Of(PlainText.Of(running.LastLine).Trim()), left, _cut) : "";
        return new LiveLine(
            $"  {palette.Accent(name)}{head}{palette.Faint(last)}",
            2 + nameColumns + head.Length + ColumnWidth.Of(last));
    }

    private LiveLine Plain(string text, string end, int columns)
    {
        var fitted = ColumnWidth.Fit(text, columns - end.Length, _cut) + end;
        return new LiveLine(palette.Faint(fitted), ColumnWidth.Of(fitted));
    }

    private string WaitsFor(LiveProgress progress, PlanNode node)
    {
        var open = progress.OpenBefore(node);
        return open.Count switch
        {
            0 => "its turn",
            1 => NameOf(open[0]),
            _ => $"{NameOf(open[0])} and {open.Count - 1} more",
        };
    }

    private static string Progress(LiveProgress progress, int notShown) =>
        $"  {Time(progress.Elapsed())}: {progress.EndedCount} of {progress.Total} ended, {progress.Running.Count} running{(notShown > 0 ? $" ({notShown} not shown)" : "")}, {progress.WaitingCount} waiting";

    // Whole seconds: what changes more often than it can be read only costs.
    private static string Time(TimeSpan time) => time.TotalSeconds < 60 ? $"{(int)time.TotalSeconds} s" : Durations.Text(time);
}
