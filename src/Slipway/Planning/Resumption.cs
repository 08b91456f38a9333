namespace Slipway.Planning;

/// <summary>Which nodes of a run that is resumed need not run again.</summary>
/// <remarks>
/// What was done stays done, unless something that it needs runs again. A result that was given then is gone: a node of
/// a target with results runs again where a node that runs could ask for it. What has a probe is asked anyway.
/// </remarks>
internal sealed class Resumption
{
    private readonly IReadOnlySet<string> _done;
    private readonly bool[] _isAskedFor;
    private readonly bool[] _runsAgain;

    /// <summary>Finds out which results may be asked for.</summary>
    /// <param name="done">The names of the nodes that were done.</param>
    /// <param name="steps">The nodes of the plan, each after all that it needs.</param>
    /// <param name="isSkipped">Whether a node does not run anyway.</param>
    public Resumption(IReadOnlySet<string> done, IReadOnlyList<PlanNode> steps, Predicate<PlanNode> isSkipped)
    {
        _done = done;
        _isAskedFor = new bool[steps.Count];
        _runsAgain = new bool[steps.Count];
        for (var i = steps.Count - 1; i >= 0; i--)
        {
            var node = steps[i];
            var mayAsk = _isAskedFor[i] || (!node.IsJoin && node.Target.Settings.Bodies.Count > 0 && !isSkipped(node) && !WasDone(node));
            foreach (var need in node.Needs)
                _isAskedFor[need.Index] |= mayAsk;
        }
    }

    /// <summary>Whether the node's body need not run.</summary>
    /// <param name="node">A node without a probe; all that it needs is decided.</param>
    public bool Holds(PlanNode node) => WasDone(node) && (node.Item is null || !_isAskedFor[node.Index]) && !NeedsRunAgain(node);

    /// <summary>Takes note of a decision.</summary>
    public void Decided(PlanNode node)
    {
        var isForItsResult = node.Item is not null && WasDone(node);
        _runsAgain[node.Index] = NeedsRunAgain(node) ? node.MayRun || node.Decision == Decision.Skip : node.TakesTime && !isForItsResult;
    }

    private bool WasDone(PlanNode node) => node.Target.Settings.Probe is null && !node.HasInputs && _done.Contains(node.Name);

    private bool NeedsRunAgain(PlanNode node) => node.Needs.Exists(need => _runsAgain[need.Index]);
}
