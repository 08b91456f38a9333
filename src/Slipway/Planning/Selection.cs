using Slipway.Graphs;

namespace Slipway.Planning;

/// <summary>The targets that a request needs, and which of them do not run.</summary>
internal sealed class Selection
{
    private readonly Dictionary<GraphTarget, string> _skips = [];
    private readonly HashSet<GraphTarget> _selected = [];
    private readonly HashSet<GraphTarget> _needed = [];
    private readonly Stack<GraphTarget> _open = new();

    private Selection()
    {
    }

    /// <summary>Each after those whose items or results it uses.</summary>
    public List<GraphTarget> Targets { get; private set; } = [];

    /// <summary>Those that run, unless a later decision says otherwise.</summary>
    public List<GraphTarget> Running => Targets.FindAll(target => !_skips.ContainsKey(target));

    /// <summary>Why a target does not run; <see langword="null"/> where it does.</summary>
    public string? SkipReason(GraphTarget target) => _skips.GetValueOrDefault(target);

    /// <summary>Whether a target is there only because others trigger it.</summary>
    public bool IsOnlyTriggered(GraphTarget target) => !_needed.Contains(target);

    /// <summary>Follows dependencies and triggers, and asks the conditions on the way, each once.</summary>
    /// <param name="wanted">What was asked for by name.</param>
    /// <param name="skipped">What <c>--skip</c> names.</param>
    /// <param name="graph">All targets.</param>
    /// <exception cref="ProblemException">A condition threw.</exception>
    public static Selection Of(IReadOnlyList<GraphTarget> wanted, IReadOnlySet<GraphTarget> skipped, Graph graph)
    {
        var selection = new Selection();
        selection.Follow(wanted, skipped);
        selection.Targets = TopologicalOrder.Of(graph.Targets.FindAll(selection._selected.Contains), target => target.Earlier);
        return selection;
    }

    private void Follow(IReadOnlyList<GraphTarget> wanted, IReadOnlySet<GraphTarget> skipped)
    {
        foreach (var target in wanted)
            Need(target);
        while (_open.TryPop(out var target))
        {
            if (!_selected.Add(target))
                continue;
            // Its items are those of others too, who get them through it.
            if (target.ItemsOf is { } source)
                Need(source);
            var why = WhySkipped(target, skipped);
            if (why is not null)
                _skips[target] = why;
            if (why is null || target.Settings.WhenSkippedDependencies == DependencyBehavior.Run)
                target.Dependencies.ForEach(Need);
            if (why is null)
                target.Triggers.ForEach(_open.Push);
        }
    }

    private void Need(GraphTarget target)
    {
        _needed.Add(target);
        _open.Push(target);
    }

    private static string? WhySkipped(GraphTarget target, IReadOnlySet<GraphTarget> skipped) =>
        skipped.Contains(target) ? "--skip"
        : target.Settings.Conditions.Find(condition => !condition.IsPerItem && !PlanningProblems.Ask(target.Name, "OnlyWhen", () => condition.Holds(null)))?.Otherwise;
}
