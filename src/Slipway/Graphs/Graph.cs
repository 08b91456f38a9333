using System.Reflection;

namespace Slipway.Graphs;

/// <summary>All targets of a build. A graph that exists is valid: every reference is resolved and nothing runs in a circle.</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, GraphTarget> _byName;
    private readonly Dictionary<MethodInfo, GraphTarget> _byDefinition;

    private Graph(IReadOnlyList<GraphTarget> targets, Dictionary<string, GraphTarget> byName, Dictionary<MethodInfo, GraphTarget> byDefinition)
    {
        Targets = targets;
        _byName = byName;
        _byDefinition = byDefinition;
    }

    /// <summary>In the order of declaration.</summary>
    public IReadOnlyList<GraphTarget> Targets { get; }

    /// <summary>Every name and alias that a target can be asked for by.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Reads and checks the targets of a build.</summary>
    /// <exception cref="ProblemException">The definitions are wrong; all problems at once.</exception>
    public static Graph Of(SlipwayBuild build)
    {
        var problems = new List<Problem>();
        var targets = new List<GraphTarget>();
        var byName = new Dictionary<string, GraphTarget>(StringComparer.OrdinalIgnoreCase);
        var byDefinition = new Dictionary<MethodInfo, GraphTarget>();
        foreach (var read in TargetReader.Read(build, problems))
        {
            var target = new GraphTarget { Settings = read.Settings, Index = targets.Count, IsPerItem = read.IsPerItem };
            if (byDefinition.TryGetValue(read.Definition, out var twin))
            {
                problems.Add(GraphProblems.SameDefinition(target.Name, twin.Name));
                continue;
            }

            byDefinition.Add(read.Definition, target);
            targets.Add(target);
            foreach (var name in target.Settings.AliasNames.Prepend(target.Name))
            {
                if (!byName.TryAdd(name, target))
                    problems.Add(GraphProblems.SameName(name, target.Name, byName[name].Name));
            }
        }

        Connect(build, targets, byDefinition, problems);
        if (problems.Count == 0)
            problems.AddRange(CycleFinder.Find(targets).Select(GraphProblems.Cycle));
        return problems.Count == 0 ? new Graph(targets, byName, byDefinition) : throw new ProblemException(problems);
    }

    /// <summary>The target of that name or alias; case and dashes do not matter.</summary>
    public GraphTarget? Find(string name) =>
        _byName.GetValueOrDefault(name) ?? _byName.GetValueOrDefault(name.Replace("-", "", StringComparison.Ordinal));

    /// <summary>The target that a delegate of the build describes.</summary>
    public GraphTarget TargetOf(Delegate target) => _byDefinition.GetValueOrDefault(target.Method)
        ?? throw new InvalidOperationException("Results are read from target properties of the build or of one of its components.");

    private static void Connect(SlipwayBuild build, List<GraphTarget> targets, Dictionary<MethodInfo, GraphTarget> byDefinition, List<Problem> problems)
    {
        var dependencies = targets.ToDictionary(t => t, _ => new List<GraphTarget>());
        var predecessors = targets.ToDictionary(t => t, _ => new List<GraphTarget>());
        foreach (var target in targets)
        {
            foreach (var link in target.Settings.Links)
            {
                if (!byDefinition.TryGetValue(link.Definition, out var other))
                {
                    problems.Add(GraphProblems.NotATarget(target.Name, link, build.GetType()));
                    continue;
                }

                switch (link.Kind)
                {
                    case LinkKind.DependsOn: dependencies[target].Add(other); break;
                    case LinkKind.DependentFor: dependencies[other].Add(target); break;
                    case LinkKind.After: predecessors[target].Add(other); break;
                    case LinkKind.OnlyAfter:
                        predecessors[target].Add(other);
                        target.Guards = [.. target.Guards, other];
                        break;
                    case LinkKind.Before: predecessors[other].Add(target); break;
                    case LinkKind.ForEach: target.ItemsOf = other; break;
                }
            }

            if (target.IsPerItem && target.Settings.ItemSource is null && !target.Settings.Links.Exists(link => link.Kind == LinkKind.ForEach))
                problems.Add(GraphProblems.NoItems(target.Name));
        }

        foreach (var target in targets)
        {
            target.Dependencies = [.. dependencies[target].Distinct()];
            target.Predecessors = [.. predecessors[target].Distinct()];
        }
    }
}
