using Slipway.Execution;

namespace Slipway.State;

/// <summary>Learns from a run how long its nodes take.</summary>
/// <param name="history">What is known so far.</param>
internal sealed class HistoryRecorder(History history) : IReporter
{
    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.NodeEnded { Report: { Outcome: Outcome.Done, Node.TakesTime: true } report }:
                history.Learn(report.Node.Name, report.Duration);
                break;
            case RunEvent.RunEnded:
                history.Save();
                break;
        }
    }
}
