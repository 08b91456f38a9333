using System.Runtime.InteropServices;
using Slipway.Processes;

namespace Slipway.Hosting;

/// <summary>Turns Ctrl-C, SIGTERM and a closed terminal into a request to stop. A second one ends the process, and all that it started, at once.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly List<PosixSignalRegistration> _registrations = [];

    public StopSignals(bool handle, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (!handle)
            return;
        Register(PosixSignal.SIGINT, ExitCodes.Interrupted);
        Register(PosixSignal.SIGTERM, ExitCodes.Terminated);
        Register(PosixSignal.SIGHUP, ExitCodes.Terminated);
    }

    public CancellationToken Token => _stop.Token;

    /// <summary>What the process ends with, where it was asked to stop.</summary>
    public int ExitCode { get; private set; } = ExitCodes.Interrupted;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _stop.Dispose();
    }

    private void Register(PosixSignal signal, int exitCode) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context =>
        {
            if (_stop.IsCancellationRequested)
            {
                // The signal ends this process; what it started would run on.
                ProcessTree.KillBelow(Environment.ProcessId);
                return;
            }

            context.Cancel = true;
            ExitCode = exitCode;
            _stop.Cancel();
        }));
}
