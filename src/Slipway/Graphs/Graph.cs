using Slipway.Files;

namespace Slipway.Graphs;

/// <summary>All targets of a build. A graph that exists is valid: every reference is resolved and nothing runs in a circle.</summary>
internal sealed class Graph
{
    private readonly Dictionary<string, GraphTarget> _byName;
    private readonly DefinitionMap _byDefinition;

    private Graph(List<GraphTarget> targets, Dictionary<string, GraphTarget> byName, DefinitionMap byDefinition)
    {
        Targets = targets;
        _byName = byName;
        _byDefinition = byDefinition;
    }

    /// <summary>In the order of declaration.</summary>
    public List<GraphTarget> Targets { get; }

    /// <summary>Every name and alias that a target can be asked for by.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>Reads and checks the targets of a build.</summary>
    /// <exception cref="ProblemException">The definitions are wrong; all problems at once.</exception>
    public static Graph Of(SlipwayBuild build)
    {
        var problems = new List<Problem>();
        var targets = new List<GraphTarget>();
        var byName = new Dictionary<string, GraphTarget>(StringComparer.OrdinalIgnoreCase);
        var byDefinition = new DefinitionMap();
        foreach (var read in TargetReader.Read(build, problems))
        {
            var target = new GraphTarget { Settings = read.Settings, Index = targets.Count, IsPerItem = read.IsPerItem };
            if (byDefinition.Add(read.Definition, target) is { } twin)
            {
                problems.Add(GraphProblems.SameDefinition(target.Name, twin.Name));
                continue;
            }

            problems.AddRange(target.Settings.Problems);
            targets.Add(target);
            Name(target.Name, target);
            foreach (var alias in target.Settings.AliasNames)
                Name(alias, target);
        }

        Connect(build, targets, byDefinition, problems);
        problems.AddRange(FileDefinitions.Check(targets, byDefinition));
        if (problems.Count == 0)
            problems.AddRange(CycleFinder.Find(targets).ConvertAll(GraphProblems.Cycle));
        return problems.Count == 0 ? new Graph(targets, byName, byDefinition) : throw new ProblemException(problems);

        void Name(string name, GraphTarget target)
        {
            if (!byName.TryAdd(name, target))
                problems.Add(GraphProblems.SameName(name, target.Name, byName[name].Name));
        }
    }

    /// <summary>The target of that name or alias; case and dashes do not matter.</summary>
    public GraphTarget? Find(string name) =>
        _byName.GetValueOrDefault(name) ?? _byName.GetValueOrDefault(name.Replace("-", "", StringComparison.Ordinal));

    /// <summary>The target that a delegate of the build describes.</summary>
    public GraphTarget TargetOf(Delegate target) => _byDefinition.Find(target)
        ?? throw new InvalidOperationException("Results are read from target properties of the build or of one of its components.");

    private static void Connect(SlipwayBuild build, List<GraphTarget> targets, DefinitionMap byDefinition, List<Problem> problems)
    {
        foreach (var target in targets)
        {
            foreach (var link in target.Settings.Links)
            {
                if (byDefinition.Find(link.Definition) is not { } other)
                {
                    problems.Add(GraphProblems.NotATarget(target.Name, link, build.GetType()));
                    continue;
                }

                Relate(target, link.Kind, other);
            }

            if (target.IsPerItem && target.Settings.ItemSource is null && !target.Settings.Links.Exists(link => link.Kind == LinkKind.ForEach))
                problems.Add(GraphProblems.NoItems(target.Name));
        }
    }

    private static void Relate(GraphTarget target, LinkKind kind, GraphTarget other)
    {
        switch (kind)
        {
            case LinkKind.DependsOn: target.Dependencies.Add(other); break;
            case LinkKind.DependentFor: other.Dependencies.Add(target); break;
            case LinkKind.After: target.Predecessors.Add(other); break;
            case LinkKind.OnlyAfter: target.Guards.Add(other); break;
            case LinkKind.Before: other.Predecessors.Add(target); break;
            case LinkKind.Triggers: Trigger(target, other); break;
            case LinkKind.TriggeredBy: Trigger(other, target); break;
            case LinkKind.ForEach: target.ItemsOf = other; break;
        }
    }

    private static void Trigger(GraphTarget trigger, GraphTarget target)
    {
        trigger.Triggers.Add(target);
        target.TriggeredBy.Add(trigger);
    }
}
