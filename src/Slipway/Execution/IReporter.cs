namespace Slipway.Execution;

/// <summary>Listens to a run: console, log files, CI host.</summary>
internal interface IReporter
{
    /// <summary>Called for one event at a time, in order.</summary>
    void On(RunEvent happened);
}
