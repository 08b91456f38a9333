using Slipway.Files;
using Slipway.Graphs;
using Slipway.Parameters;

namespace Slipway.Planning;

/// <summary>Decides what a run will do. Reads only.</summary>
internal sealed class Planner(SlipwayBuild build, Graph graph, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters)
{
    private readonly ResultStore _results = new();
    private readonly RequiredParameters _required = new(build, values, parameters);

    /// <summary>What a command line asks for.</summary>
    internal sealed record Request(IReadOnlyList<GraphTarget> Wanted, IReadOnlySet<GraphTarget> Skipped)
    {
        /// <summary>For targets of which not all items are wanted: the items.</summary>
        public IReadOnlyDictionary<GraphTarget, IReadOnlyList<string>> Items { get; init; } = new Dictionary<GraphTarget, IReadOnlyList<string>>();
    }

    /// <summary>What the targets that would run need and is not there.</summary>
    internal sealed record Missing(IReadOnlyList<RequiredParameters.Missing> Parameters, IReadOnlyList<Problem> Tools);

    /// <summary>The targets of those names.</summary>
    /// <exception cref="ProblemException">Names are unknown; all at once.</exception>
    public Request Resolve(IReadOnlyList<string> requested, IReadOnlyList<string> skipped)
    {
        var problems = new List<Problem>();
        var names = requested.Select(RequestedName.Parse).ToList();
        var wanted = Find(names.Select(name => name.Target));
        var items = wanted.ToDictionary(target => target, target => names.FindAll(name => graph.Find(name.Target) == target));
        problems.AddRange(items.Where(entry => !entry.Key.IsPerItem).SelectMany(entry => entry.Value).Where(name => name.Item is not null).Select(name => PlanningProblems.NoItems(name.Target, name.Item!)));
        var request = new Request(wanted, Find(skipped).ToHashSet())
        {
            Items = items.Where(entry => entry.Value.TrueForAll(name => name.Item is not null)).ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Select(name => name.Item!)]),
        };
        return problems.Count == 0 ? request : throw new ProblemException(problems);

        List<GraphTarget> Find(IEnumerable<string> names)
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

    /// <summary>Applies the presets of what was asked for and checks its parameters: all that can be told before the lock is had.</summary>
    /// <returns>What targets need and is not there.</returns>
    /// <exception cref="ProblemException">A parameter or a preset is wrong.</exception>
    public Missing Check(Request request)
    {
        ApplyPresets(request.Wanted);
        if (((IBuild)build).Concurrency is < 0 and var concurrency)
            throw new ProblemException(ParameterProblems.OutOfRange("--concurrency", $"{concurrency}", "0 or more"));
        List<GraphTarget> running = [.. Selection.Of(request.Wanted, request.Skipped, graph).Running];
        return new Missing(_required.Find(running), new RequiredTools(build).Find(running));
    }

    /// <summary>Plans what was asked for, after <see cref="Check"/>, and all that it depends on.</summary>
    /// <exception cref="ProblemException">An item list is wrong.</exception>
    public async Task<Plan> PlanAsync(Request request, NodeFiles files, CancellationToken cancellationToken)
    {
        IBuild settings = build;
        // Asked again: another run may have been waited for.
        var selection = Selection.Of(request.Wanted, request.Skipped, graph);
        var steps = NodeExpansion.Expand(selection);
        Ordering.Sort(steps);
        if (request.Items.Count > 0)
        {
            steps = RequestedItems.Narrow(steps, request.Wanted, request.Items);
            Ordering.Sort(steps);
        }

        foreach (var node in steps)
        {
            if (!node.IsJoin)
                await DecideAsync(node, selection, files, cancellationToken);
            node.Writer = node.TakesTime ? node : WriterBefore(node);
        }

        Ordering.Measure(steps);

        return new Plan
        {
            Requested = [.. request.Wanted.SelectMany(t => request.Items.TryGetValue(t, out var items) ? items.Select(item => $"{t.Name}:{item}") : [t.Name])],
            Steps = steps,
            Results = _results,
            Files = files,
            Mode = settings.Mode,
            MemoryBudget = settings.Memory ?? MemoryBudget.Default(),
            Concurrency = settings.Mode == Mode.Sequential ? 1 : settings.Concurrency,
        };
    }

    private void ApplyPresets(IReadOnlyList<GraphTarget> wanted)
    {
        var applied = new Dictionary<string, (GraphTarget Target, object? Value)>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem>();
        foreach (var (target, preset) in wanted.SelectMany(target => target.Settings.PresetValues.Select(preset => (target, preset))))
        {
            if (_required.ParameterOf(preset.Parameter) is not { } parameter)
            {
                problems.Add(PlanningProblems.NotAParameter(target.Name, "Presets", preset.Parameter));
                continue;
            }

            if (values.SourceOf(preset.Parameter) == ParameterSource.CommandLine)
                continue;
            if (applied.TryGetValue(preset.Parameter, out var other) && !Equals(other.Value, preset.Value))
                problems.Add(ParameterProblems.PresetsDisagree(parameter, other.Target.Name, other.Value, target.Name, preset.Value));
            applied[preset.Parameter] = (target, preset.Value);
            values.Preset(preset.Parameter, preset.Value);
            parameter.Field?.SetValue(build, preset.Value);
        }

        if (problems.Count > 0)
            throw new ProblemException(problems);
    }

    private async Task DecideAsync(PlanNode node, Selection selection, NodeFiles files, CancellationToken cancellationToken)
    {
        var settings = node.Target.Settings;
        if (WhySkipped(node, selection) is { } why)
            (node.Decision, node.Reason) = (Decision.Skip, why);
        else if (settings.Bodies.Count == 0)
            (node.Decision, node.Reason) = (Decision.Run, "has no work of its own");
        else if (settings.Probe is null && !node.HasInputs)
            (node.Decision, node.Reason) = (Decision.Run, "always runs");
        else if (node.Needs.Find(need => need.Target == node.Target && need.MayRun) is { } before)
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"after {before.Item}");
        else if (node.HasInputs && !((IBuild)build).Rebuild && WriterBefore(node) is { } writer)
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"its files are known after {writer}");
        else
            Apply(node, await ProbeAsync(node, files, cancellationToken));
        if (node.Decision == Decision.Run && settings.StartConditions is [var first, ..])
            (node.Decision, node.Reason) = (Decision.DecideAtStart, $"only when {first.Text}");
        if (node.MayRun && settings.MemoryNeed is { } memory)
            node.Memory = PlanningProblems.Ask(node.Target.Name, "Uses", () => memory(node.Item)) ?? default;
    }

    private static string? WhySkipped(PlanNode node, Selection selection)
    {
        var target = node.Target;
        return selection.SkipReason(target)
            ?? target.Settings.Conditions.Find(condition => condition.IsPerItem && !PlanningProblems.Ask(target.Name, "OnlyWhen", () => condition.Holds(node.Item)))?.Otherwise
            ?? (node is { IsOnlyTriggered: true, Triggers: [var trigger, ..] } && node.Triggers.TrueForAll(other => other.IsSkipped) ? PlanNode.NotTriggered(trigger) : null);
    }

    // Whatever runs before a node may write what that node reads.
    private static PlanNode? WriterBefore(PlanNode node) =>
        node.Needs.Find(before => before.Writer is not null)?.Writer ?? node.Follows.Find(before => before.Writer is not null)?.Writer;

    private async Task<Reuse> ProbeAsync(PlanNode node, NodeFiles files, CancellationToken cancellationToken)
    {
        try
        {
            return await Probing.AskAsync(node, new PlanningContext(build, graph, _results, files, cancellationToken), files.Probe);
        }
        catch (Exception e) when (e is not (ProblemException or OperationCanceledException))
        {
            throw PlanningProblems.Threw(node.Target.Name, "Reuses", e);
        }
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
