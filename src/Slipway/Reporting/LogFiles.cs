using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>Keeps everything that each node said in a file of its own.</summary>
/// <param name="folder">Emptied when a run starts.</param>
internal sealed class LogFiles(string folder) : IReporter, IDisposable
{
    private readonly Dictionary<PlanNode, StreamWriter> _open = [];

    public string PathOf(PlanNode node) =>
        Path.Combine(folder, string.Concat(node.Name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_')) + ".log");

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted:
                if (Directory.Exists(folder))
                    Directory.Delete(folder, recursive: true);
                break;
            case RunEvent.NodeSaid said:
                LogOf(said.Node).WriteLine(said.Line);
                break;
            case RunEvent.NodeEnded { Report: { Failure: { } failure } report }:
                LogOf(report.Node).WriteLine(failure);
                Close(report.Node);
                break;
            case RunEvent.NodeEnded { Report: var report }:
                Close(report.Node);
                break;
        }
    }

    public void Dispose()
    {
        foreach (var node in _open.Keys.ToList())
            Close(node);
    }

    private StreamWriter LogOf(PlanNode node)
    {
        if (_open.TryGetValue(node, out var log))
            return log;
        Directory.CreateDirectory(folder);
        return _open[node] = new StreamWriter(PathOf(node)) { AutoFlush = true, NewLine = "\n" };
    }

    private void Close(PlanNode node)
    {
        if (_open.Remove(node, out var log))
            log.Dispose();
    }
}
