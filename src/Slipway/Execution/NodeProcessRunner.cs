using Slipway.Processes;
using Slipway.Reporting;

namespace Slipway.Execution;

/// <summary>
/// Sends what programs write to the log of the node that started them. Where somebody listens to the lines, they are the
/// listener's to tell: nothing is logged twice.
/// </summary>
/// <param name="inner">Starts them.</param>
/// <param name="log">The node's log.</param>
/// <param name="mask">Gets the secrets that they get.</param>
/// <param name="listen">Gets the lines that the log does not get.</param>
/// <param name="time">Measures how long they run.</param>
/// <param name="late">Ends all that run, when the node's time is up. What is started afterwards cleans up, and may.</param>
/// <param name="leftBehind">Ends all, when the node is given up.</param>
internal sealed class NodeProcessRunner(IProcessRunner inner, Action<string> log, Action<Secret> mask, Action<string> listen, TimeProvider time, CancellationToken late, CancellationToken leftBehind) : IProcessRunner
{
    private readonly List<Running> _running = [];

    /// <summary>The programs that run, each with how long.</summary>
    public IReadOnlyList<string> StillRunning()
    {
        lock (_running)
            return [.. _running.Select(entry => $"{entry.Program}, for {Durations.Text(time.GetElapsedTime(entry.Started))}")];
    }

    public async Task<ProcessResult> RunAsync(ProcessInvocation invocation, CancellationToken cancellationToken = default)
    {
        foreach (var secret in invocation.Secrets.Values)
            mask(secret);
        log("> " + invocation);
        var entry = new Running(invocation, time.GetTimestamp());
        lock (_running)
            _running.Add(entry);
        try
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.IsCancellationRequested ? leftBehind : late);
            return await inner.RunAsync(invocation with { OnOutput = line => Tell(line, invocation.OnOutput) }, end.Token);
        }
        finally
        {
            lock (_running)
                _running.Remove(entry);
        }
    }

    // A class: code for lists of structures is not compiled ahead of time.
    private sealed record Running(ProcessInvocation Program, long Started);

    private void Tell(OutputLine line, Action<OutputLine>? listener)
    {
        if (listener is null)
        {
            log(line.Text);
        }
        else
        {
            listen(line.Text);
            listener(line);
        }
    }
}
