using Slipway.Execution;
using Slipway.Files;
using Slipway.Graphs;
using Slipway.Planning;
using Slipway.Processes;

namespace Slipway;

/// <summary>What a target's body works with.</summary>
public sealed partial class RunContext
{
    private readonly Graph _graph;
    private readonly ResultStore _results;
    private readonly NodeFiles _files;
    private readonly PlanNode _node;
    private readonly RunEvents _events;
    private readonly Attempt _attempt;

    internal RunContext(IBuild build, Graph graph, ResultStore results, NodeFiles files, PlanNode node, RunEvents events, Attempt attempt, TimeProvider time)
    {
        Build = build;
        _graph = graph;
        _results = results;
        _files = files;
        _node = node;
        _events = events;
        Time = time;
        _attempt = attempt;
        CancellationToken = attempt.Stop;
    }

    /// <summary>The build that runs.</summary>
    public IBuild Build { get; }

    /// <summary>The node's name, such as <c>BuildImages:api</c>.</summary>
    public string Node => _node.Name;

    /// <summary>Asks the body to stop: Ctrl-C, a failure elsewhere with <c>--fail-fast</c>, or the end of its time.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Starts programs; their lines go to this node's log.</summary>
    public IProcessRunner Processes => _attempt.Processes;

    /// <summary>Which attempt this is, counted from 1.</summary>
    public int Attempt => _attempt.Number;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>Says how far the work is; shown unless the run is quiet.</summary>
    /// <param name="text">One line or several.</param>
    public void Log(string text) => _attempt.Say(text, OutputLevel.Progress);

    /// <summary>Adds to the node's log; shown only when the run is verbose.</summary>
    /// <param name="text">One line or several.</param>
    public void Detail(string text) => _attempt.Say(text, OutputLevel.Detail);

    /// <summary>Warns; always shown.</summary>
    /// <param name="text">One line or several.</param>
    public void Warn(string text) => _attempt.Say(text, OutputLevel.Warning);

    /// <summary>Says in the summary what became of the node, such as <c>pulled</c>; the last call counts.</summary>
    /// <param name="text">A few words.</param>
    public void Summarize(string text) => _events.Summarize(_node, text);

    /// <summary>What another target gave for an item.</summary>
    /// <typeparam name="TItem">The other target's items.</typeparam>
    /// <typeparam name="TResult">The other target's result.</typeparam>
    /// <param name="target">A target that this one depends on.</param>
    /// <param name="item">Its item.</param>
    /// <exception cref="ProblemException">There is no result: the node was skipped, or does not come before this one.</exception>
    public TResult ResultOf<TItem, TResult>(Target<TItem, TResult> target, TItem item)
        where TItem : notnull =>
        TryResultOf(target, item, out var result)
            ? result
            : throw new ProblemException(ExecutionProblems.NoResult(Node, _graph.TargetOf(target).Name, item.ToString()!));

    /// <summary>What another target gave for an item, where it gave anything.</summary>
    /// <typeparam name="TItem">The other target's items.</typeparam>
    /// <typeparam name="TResult">The other target's result.</typeparam>
    /// <param name="target">A target that this one depends on.</param>
    /// <param name="item">Its item.</param>
    /// <param name="result">The result.</param>
    public bool TryResultOf<TItem, TResult>(Target<TItem, TResult> target, TItem item, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TResult result)
        where TItem : notnull => _results.TryGet(_graph.TargetOf(target), item, out result);
}
