using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Planning;

/// <summary>Decides what a run will do. Reads only.</summary>
internal sealed class Planner(SlipwayBuild build, Graph graph, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
{
    private readonly ResultStore _results = new();

    /// <summary>Plans the targets of that name and all that they depend on.</summary>
    /// <exception cref="ProblemException">A name, a parameter, an item list or a preset is wrong.</exception>
    public async Task<Plan> PlanAsync(IReadOnlyList<string> requested, IReadOnlyList<string> skipped, CancellationToken cancellationToken)
    {
        var wanted = Resolve(requested, skipped, out var skip);
        ApplyPresets(wanted);
        var selected = Ordering.Select(wanted, graph);
        CheckRequirements(selected, skip);

        var nodes = NodeExpansion.Expand(selected);
        Ordering.Sort(nodes);
        foreach (var node in nodes)
            await DecideAsync(node, skip, cancellationToken);
        Ordering.Measure(nodes);

        IBuild settings = build;
        return new Plan
        {
            Requested = [.. wanted.Select(t => t.Name)],
            Nodes = nodes,
            Results = _results,
            Mode = settings.Mode,
            MemoryBudget = settings.Memory ?? MemoryBudget.Default(),
            Concurrency = settings.Mode == Mode.Sequential ? 1 : settings.Concurrency,
        };
    }

    private List<GraphTarget> Resolve(IReadOnlyList<string> requested, IReadOnlyList<string> skipped, out HashSet<GraphTarget> skip)
    {
        var problems = new List<Problem>();
        var wanted = Find(requested);
        skip = [.. Find(skipped)];
        return problems.Count == 0 ? wanted : throw new ProblemException(problems);

        List<GraphTarget> Find(IReadOnlyList<string> names)
        {
            var found = new List<GraphTarget>();
            foreach (var name in names)
            {
                if (graph.Find(name) is { } target)
                    found.Add(target);
                else
                    problems.Add(ParameterProblems.UnknownTarget(name, graph.Names));
            }

            return [.. found.Distinct()];
        }
    }

    private void ApplyPresets(List<GraphTarget> wanted)
    {
        var applied = new Dictionary<string, (GraphTarget Target, object? Value)>(StringComparer.OrdinalIgnoreCase);
        foreach (var target in wanted)
        {
            foreach (var preset in target.Settings.PresetValues)
            {
                var clash = applied.TryGetValue(preset.Parameter, out var other) && !Equals(other.Value, preset.Value);
                if (clash && values.SourceOf(preset.Parameter) != ParameterSource.CommandLine)
                    throw new ProblemException(ParameterProblems.PresetsDisagree(preset.Parameter, other.Target.Name, other.Value, target.Name, preset.Value));
                applied[preset.Parameter] = (target, preset.Value);
                values.Preset(preset.Parameter, preset.Value);
            }
        }
    }

    private void CheckRequirements(IEnumerable<GraphTarget> selected, HashSet<GraphTarget> skip)
    {
        var missing = from target in selected
                      where !skip.Contains(target)
                      from name in target.Settings.RequiredParameters
                      where !values.Has(name)
                      from parameter in parameters.Values
                      where parameter.Member == name
                      select ParameterProblems.Missing(target.Name, parameter);
        var problems = missing.ToList();
        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private async Task DecideAsync(PlanNode node, HashSet<GraphTarget> skip, CancellationToken cancellationToken)
    {
        var settings = node.Target.Settings;
        node.Memory = settings.MemoryNeed?.Invoke(node.Item) ?? default;
        if (skip.Contains(node.Target))
            (node.Decision, node.Reason) = (Decision.Skip, "--skip");
        else if (settings.Conditions.Find(condition => !condition.Holds()) is { } failed)
            (node.Decision, node.Reason) = (Decision.Skip, failed.Otherwise);
        else if (settings.Bodies.Count == 0)
            (node.Decision, node.Reason) = (Decision.Run, "has no work of its own");
        else if (settings.Probe is null)
            (node.Decision, node.Reason) = (Decision.Run, "always runs");
        else if (node.Needs.Find(need => need.Target == node.Target && need.MayRun) is { } before)
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"after {before.Item}");
        else
            Apply(node, await settings.Probe(node.Item, new PlanningContext(build, graph, _results, cancellationToken)));
    }

    private void Apply(PlanNode node, Reuse reuse)
    {
        node.Reason = reuse.Reason;
        node.Decision = reuse.State switch
        {
            ReuseState.UpToDate => Decision.UpToDate,
            ReuseState.Stale => Decision.Run,
            _ => Decision.DecideAtStart,
        };
        if (node is { Decision: Decision.UpToDate, Item: { } item })
            _results.Set(node.Target, item, reuse.Result);
    }
}
