using System.Text;
using Slipway.Execution;

namespace Slipway.Reporting.Live;

/// <summary>Shows on a terminal what runs, below the lines that were printed.</summary>
/// <remarks>A run in which nothing takes long never sees it: the view opens when something has run for a while.</remarks>
/// <param name="screen">Draws.</param>
/// <param name="frame">Makes the lines.</param>
/// <param name="output">The terminal, for what is printed while the view is not open.</param>
/// <param name="time">The clock.</param>
internal sealed class LiveView(LiveScreen screen, LiveFrame frame, TextWriter output, TimeProvider time) : IReporter, IDisposable
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan BetweenFrames = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private readonly StringBuilder _finished = new();
    private LiveProgress? _progress;
    private ITimer? _timer;
    private bool _isOpen;
    private bool _isPaused;
    private bool _hasEnded;

    public void On(RunEvent happened)
    {
        lock (_gate)
        {
            switch (happened)
            {
                case RunEvent.RunStarted { Plan: var plan }:
                    _progress = new LiveProgress(plan, time);
                    break;
                case RunEvent.NodeStarted { Node: var node }:
                    _progress!.Start(node);
                    _timer ??= time.CreateTimer(_ => Tick(), null, LongEnough, BetweenFrames);
                    break;
                case RunEvent.NodeSaid said:
                    _progress!.Say(said.Node, said.Line);
                    break;
                case RunEvent.NodeEnded { Report.Node: var node }:
                    _progress!.End(node);
                    break;
                case RunEvent.RunEnded:
                    Close();
                    break;
            }
        }
    }

    /// <summary>Prints above the view.</summary>
    /// <param name="text">Whole lines.</param>
    public void Print(string text)
    {
        lock (_gate)
        {
            if (_isOpen)
                _finished.Append(text);
            else
                output.Write(text);
        }
    }

    /// <summary>Leaves the terminal to somebody else, and takes it back.</summary>
    /// <param name="isPaused">Whether nothing is drawn from now on.</param>
    public void Pause(bool isPaused)
    {
        lock (_gate)
        {
            if (_isOpen)
                Draw(isLast: true);
            (_isOpen, _isPaused) = (false, isPaused);
        }
    }

    public void Dispose()
    {
        lock (_gate)
            Close();
    }

    private void Tick()
    {
        lock (_gate)
        {
            if (_hasEnded || _isPaused || _progress is not { } progress)
                return;
            _isOpen |= progress.Running.Exists(node => progress.Elapsed(node) >= LongEnough);
            if (_isOpen)
                TryDraw();
        }
    }

    // Nobody else would hear of a terminal that is gone: the exception would end the process, and leave behind what it started.
    private void TryDraw()
    {
        try
        {
            Draw(isLast: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            (_hasEnded, _isOpen) = (true, false);
            _timer?.Dispose();
        }
    }

    private void Close()
    {
        if (_hasEnded)
            return;
        _hasEnded = true;
        _timer?.Dispose();
        if (_isOpen)
            Draw(isLast: true);
        _isOpen = false;
    }

    private void Draw(bool isLast)
    {
        var size = screen.Size;
        var finished = _finished.ToString();
        _finished.Clear();
        screen.Draw(finished, isLast ? [] : frame.Of(_progress!, size), size);
    }
}
