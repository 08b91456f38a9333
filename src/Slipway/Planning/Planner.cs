using Slipway.Files;
using Slipway.Graphs;
using Slipway.Parameters;
using Slipway.Scheduling;
using Slipway.State;

namespace Slipway.Planning;

/// <summary>Decides what a run will do. Reads only.</summary>
internal sealed class Planner(SlipwayBuild build, Graph graph, ParameterValues values, IReadOnlyDictionary<string, Parameter> parameters, History history, IReadOnlySet<string>? done = null)
{
    private readonly ResultStore _results = new();
    private readonly RequiredParameters _required = new(build, values, parameters);

    /// <summary>What a command line asks for.</summary>
    internal sealed record Request(IReadOnlyList<GraphTarget> Wanted, IReadOnlySet<GraphTarget> Skipped)
    {
        /// <summary>For targets of which not all items are wanted: the items.</summary>
        public IReadOnlyDictionary<GraphTarget, IReadOnlyList<string>> Items { get; init; } = new Dictionary<GraphTarget, IReadOnlyList<string>>();

        /// <summary>What is wanted, as a command line would say it.</summary>
        public IReadOnlyList<string> Names =>
            Items.Count == 0 ? Wanted.Select(target => target.Name).ToList()
            : [.. Wanted.SelectMany(target => Items.TryGetValue(target, out var items) ? items.Select(item => $"{target.Name}:{item}") : [target.Name])];
    }

    /// <summary>What the targets that would run need and is not there.</summary>
    internal sealed record Missing(IReadOnlyList<RequiredParameters.Missing> Parameters, IReadOnlyList<Problem> Tools);

    /// <summary>The targets of those names.</summary>
    /// <exception cref="ProblemException">Names are unknown; all at once.</exception>
    public Request Resolve(IReadOnlyList<string> requested, IReadOnlyList<string> skipped)
    {
        var problems = new List<Problem>();
        var names = new List<RequestedName>();
        foreach (var text in requested)
            names.Add(RequestedName.Parse(text));
        var wanted = Find(names.ConvertAll(name => name.Target));
        var request = new Request(wanted, new HashSet<GraphTarget>(Find(skipped)));
        if (names.Exists(name => name.Item is not null))
            request = request with { Items = ItemsOf(wanted, names, problems) };
        return problems.Count == 0 ? request : throw new ProblemException(problems);

        List<GraphTarget> Find(IReadOnlyList<string> names)
        {
            var found = new List<GraphTarget>();
            foreach (var name in names)
            {
                if (graph.Find(name) is not { } target)
                    problems.Add(ParameterProblems.UnknownTarget(name, graph.Names));
                else if (!found.Contains(target))
                    found.Add(target);
            }

            return found;
        }
    }

    private Dictionary<GraphTarget, IReadOnlyList<string>> ItemsOf(List<GraphTarget> wanted, List<RequestedName> names, List<Problem> problems)
    {
        var items = wanted.ToDictionary(target => target, target => names.FindAll(name => graph.Find(name.Target) == target));
        problems.AddRange(items.Where(entry => !entry.Key.IsPerItem).SelectMany(entry => entry.Value).Where(name => name.Item is not null).Select(name => PlanningProblems.NoItems(name.Target, name.Item!)));
        return items.Where(entry => entry.Value.TrueForAll(name => name.Item is not null)).ToDictionary(entry => entry.Key, entry => (IReadOnlyList<string>)[.. entry.Value.Select(name => ItemText.Of(name.Item!))]);
    }

    /// <summary>Applies the presets of what was asked for and checks its parameters: all that can be told before the lock is had.</summary>
    /// <returns>What targets need and is not there.</returns>
    /// <exception cref="ProblemException">A parameter or a preset is wrong.</exception>
    public Missing Check(Request request)
    {
        ApplyPresets(request.Wanted);
        if (((IBuild)build).Concurrency is < 0 and var concurrency)
            throw new ProblemException(ParameterProblems.OutOfRange("--concurrency", $"{concurrency}", "0 or more"));
        var running = Selection.Of(request.Wanted, request.Skipped, graph).Running;
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

        await new NodeDecisions(build, graph, _results, selection, files, done).DecideAsync(steps, cancellationToken);
        var isLearned = Expect(steps);
        Ordering.Measure(steps);
        var precedence = new Precedence(steps);
        var memory = await MemoryBudget.FindAsync(build, steps, cancellationToken);
        var limits = new Limits(settings.Mode, memory.Size, settings.Mode == Mode.Sequential ? 1 : settings.Concurrency);
        StartOrder.Set(steps, precedence, limits, isLearned);

        return new Plan
        {
            Requested = request.Names,
            Steps = steps,
            Results = _results,
            Files = files,
            Precedence = precedence,
            Limits = limits,
            MemoryOrigin = memory.Origin,
            IsLearned = isLearned,
        };
    }

    // What is not known is expected to take as long as the others: neither first nor last.
    private bool Expect(List<PlanNode> steps)
    {
        var timed = steps.FindAll(step => step.TakesTime);
        foreach (var node in timed)
            node.Learned = history.Of(node.Name);
        var known = timed.FindAll(node => node.Learned is not null);
        known.Sort((a, b) => a.Learned!.Value.CompareTo(b.Learned!.Value));
        var usual = known.Count == 0 ? TimeSpan.TicksPerSecond : known[known.Count / 2].Learned!.Value.Ticks;
        foreach (var node in timed)
            node.ExpectedTicks = Math.Max(node.Learned?.Ticks ?? usual, TimeSpan.TicksPerMillisecond);
        return known.Count > 0;
    }

    private void ApplyPresets(IReadOnlyList<GraphTarget> wanted)
    {
        var applied = new Dictionary<string, (GraphTarget Target, object? Value)>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<Problem>();
        foreach (var target in wanted)
        {
            foreach (var preset in target.Settings.PresetValues)
                Apply(target, preset);
        }

        if (problems.Count > 0)
            throw new ProblemException(problems);

        void Apply(GraphTarget target, Preset preset)
        {
            if (_required.ParameterOf(preset.Parameter) is not { } parameter)
            {
                problems.Add(PlanningProblems.NotAParameter(target.Name, "Presets", preset.Parameter));
                return;
            }

            if (values.SourceOf(preset.Parameter) == ParameterSource.CommandLine)
                return;
            if (applied.TryGetValue(preset.Parameter, out var other) && !Equals(other.Value, preset.Value))
                problems.Add(ParameterProblems.PresetsDisagree(parameter, other.Target.Name, other.Value, target.Name, preset.Value));
            applied[preset.Parameter] = (target, preset.Value);
            values.Preset(preset.Parameter, preset.Value);
            parameter.Field?.SetValue(build, preset.Value);
        }
    }
}
