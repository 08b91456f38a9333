using System.Globalization;
using System.Text;
using Slipway.Execution;
using Slipway.Reporting;

namespace Slipway.State;

/// <summary>Writes what happens in a run, as it happens: a line of JSON for its start, for each start and end of a node, and for its end.</summary>
/// <remarks>
/// Lines are handed to the system before any body runs and before the run waits, so that a process that is killed leaves
/// at most a torn last line. Lines of earlier runs stay, up to a size.
/// </remarks>
internal sealed class Journal : IReporter, IDisposable
{
    private const long Largest = 4 << 20;

    // Of 2030-01-31T12:34:56.7890000Z: the one form that is written without a table of the names of months.
    private const int MillisecondsEnd = 23;

    private readonly string _file;
    private readonly RunIdentity _identity;
    private readonly Func<DateTimeOffset> _now;
    private readonly SecretMask _mask;
    private readonly StringBuilder _lines = new();
    private FileStream? _open;

    /// <summary>A journal for one run.</summary>
    /// <param name="file">Opened when the run starts.</param>
    /// <param name="identity">What the run is.</param>
    /// <param name="time">The clock.</param>
    /// <param name="mask">Hides secrets in the names of items.</param>
    public Journal(string file, RunIdentity identity, TimeProvider time, SecretMask mask)
    {
        (_file, _identity, _mask) = (file, identity, mask);
        _now = time.GetUtcNow;
    }

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted:
                Open();
                Start();
                break;
            case RunEvent.NodeStarted { Node: var node }:
                Begin("node-start").Field("node", _mask.Apply(node.Name));
                End();
                break;
            case RunEvent.Paused:
                Write();
                break;
            case RunEvent.NodeEnded { Report: var report }:
                Begin("node-end").Field("node", _mask.Apply(report.Node.Name)).Field("outcome", Word(report));
                _lines.Append(",\"seconds\":").Append(Durations.Seconds(report.Duration));
                End();
                break;
            case RunEvent.RunEnded { Report: var report }:
                Begin("end").Field("outcome", Word(report));
                End();
                Write();
                Dispose();
                break;
        }
    }

    public void Dispose()
    {
        _open?.Dispose();
        _open = null;
    }

    // What is up to date because the run that is resumed did it stays done in a run that resumes this one.
    private static string Word(NodeReport report) => report.Outcome switch
    {
        Outcome.Done => "done",
        Outcome.UpToDate => report.Node.IsResumed ? "done" : "up-to-date",
        Outcome.Skipped => "skipped",
        Outcome.Failed => "failed",
        Outcome.NotRun => "not-run",
        _ => "interrupted",
    };

    private static string Word(RunReport report) =>
        report.Nodes.All(node => node.Outcome is Outcome.Done or Outcome.UpToDate or Outcome.Skipped) ? "succeeded"
        : report.Nodes.Any(node => node.Outcome == Outcome.Failed) ? "failed"
        : "stopped";

    private void Open()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        if (File.Exists(_file) && new FileInfo(_file).Length > Largest)
            File.Move(_file, _file + ".old", overwrite: true);
        // No buffer: what is written is the system's at once.
        _open = new FileStream(_file, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        // A line that was torn when a run was killed ends here.
        if (_open.Length > 0)
            _open.Write("\n"u8);
    }

    private void Start()
    {
        Begin("start").List("targets", _identity.Targets).List("skip", _identity.Skip).Field("sources", _identity.Sources);
        _lines.Append(",\"parameters\":{");
        var isFirst = true;
        foreach (var (name, value) in _identity.Parameters)
        {
            _lines.Append(isFirst ? "" : ",").Quoted(name).Append(':').Quoted(value);
            isFirst = false;
        }

        _lines.Append('}');
        End();
        Write();
    }

    private StringBuilder Begin(string happened)
    {
        _lines.Append("{\"run\":").Quoted(_identity.Run);
        return _lines.Field("event", happened).Field("time", _now().UtcDateTime.ToString("O", CultureInfo.InvariantCulture)[..MillisecondsEnd] + "Z");
    }

    private void End() => _lines.Append("}\n");

    private void Write()
    {
        if (_lines.Length == 0)
            return;
        _open?.Write(Encoding.UTF8.GetBytes(_lines.ToString()));
        _lines.Clear();
    }
}
