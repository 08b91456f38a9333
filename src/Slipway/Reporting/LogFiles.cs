using Slipway.Execution;
using Slipway.Planning;

namespace Slipway.Reporting;

/// <summary>Keeps everything that each node said in a file of its own.</summary>
/// <param name="folder">For this run. Those of the runs before are beside it: <c>logs.1</c> is the last, <c>logs.4</c> the oldest.</param>
internal sealed class LogFiles(string folder) : IReporter, IDisposable
{
    // Well below what file systems allow, as some count bytes and some encrypt names into longer ones.
    private const int LongestName = 120;

    private const int RunsKept = 5;

    private readonly Dictionary<PlanNode, StreamWriter> _open = [];
    private readonly Dictionary<PlanNode, string> _paths = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The log of a node: its name, without what file systems refuse.</summary>
    public string PathOf(PlanNode node)
    {
        if (_paths.TryGetValue(node, out var path))
            return path;
        var name = string.Create(Math.Min(node.Name.Length, LongestName), node.Name, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = char.IsLetterOrDigit(text[i]) || text[i] is '.' or '-' or '_' ? text[i] : '_';
        });
        path = $"{name}.log";
        for (var i = 2; !_taken.Add(path); i++)
            path = $"{name}.{i}.log";
        return _paths[node] = Path.Combine(folder, path);
    }

    public void On(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.RunStarted started:
                // In the order of the plan, so that names do not depend on who speaks first.
                foreach (var node in started.Plan.Nodes)
                    _ = PathOf(node);
                KeepEarlierRuns();
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

    private void KeepEarlierRuns()
    {
        if (!Directory.Exists(folder))
            return;
        var oldest = $"{folder}.{RunsKept - 1}";
        if (Directory.Exists(oldest))
            Directory.Delete(oldest, recursive: true);
        for (var age = RunsKept - 2; age >= 0; age--)
        {
            var from = age == 0 ? folder : $"{folder}.{age}";
            if (Directory.Exists(from))
                Directory.Move(from, $"{folder}.{age + 1}");
        }
    }

    private StreamWriter LogOf(PlanNode node)
    {
        if (_open.TryGetValue(node, out var log))
            return log;
        Directory.CreateDirectory(folder);
        return _open[node] = new StreamWriter(PathOf(node), append: true) { AutoFlush = true, NewLine = "\n" };
    }

    private void Close(PlanNode node)
    {
        if (_open.Remove(node, out var log))
            log.Dispose();
    }
}
