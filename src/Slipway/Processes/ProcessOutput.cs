using System.Runtime.ExceptionServices;

namespace Slipway.Processes;

/// <summary>The lines of a program, from both its outputs, in the order they come.</summary>
/// <param name="onLine">Called for each, one call at a time, until <see cref="Close"/>.</param>
internal sealed class ProcessOutput(Action<OutputLine>? onLine)
{
    private readonly Lock _gate = new();
    private readonly List<OutputLine> _lines = [];
    private ExceptionDispatchInfo? _failure;
    private bool _closed;

    /// <summary>The newest line that says anything; <see langword="null"/> while there is none.</summary>
    public string? LastLine
    {
        get
        {
            lock (_gate)
                return _lines.FindLast(line => !string.IsNullOrWhiteSpace(line.Text)).Text?.Trim();
        }
    }

    public async Task ReadAsync(StreamReader reader, bool isError)
    {
        try
        {
            while (await reader.ReadLineAsync() is { } text)
                Add(new OutputLine(text, isError));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The process was killed and its pipes closed under the reader: what was read counts.
        }
    }

    /// <summary>Takes no more lines: a grandchild may go on writing for as long as it lives.</summary>
    /// <returns>All lines so far. The first exception of the listener is thrown here.</returns>
    public IReadOnlyList<OutputLine> Close()
    {
        lock (_gate)
        {
            _closed = true;
            _failure?.Throw();
            return [.. _lines];
        }
    }

    private void Add(OutputLine line)
    {
        lock (_gate)
        {
            if (_closed)
                return;
            _lines.Add(line);
            try
            {
                if (_failure is null)
                    onLine?.Invoke(line);
            }
            catch (Exception e)
            {
                // Reading goes on: a program whose pipe is full would wait for ever.
                _failure = ExceptionDispatchInfo.Capture(e);
            }
        }
    }
}
