using Slipway.Files;
using Slipway.Graphs;

namespace Slipway;

/// <summary>What plain and per-item targets have in common; described by the methods of <see cref="TargetSettingsExtensions"/>.</summary>
public abstract class TargetSettings
{
    private protected TargetSettings(string name, IBuild build)
    {
        Name = name;
        Build = build;
    }

    /// <summary>The target's name: that of its property.</summary>
    public string Name { get; }

    internal IBuild Build { get; }

    internal string? DescriptionText { get; set; }

    internal bool IsUnlisted { get; set; }

    internal bool RunsBeside { get; set; }

    internal bool ContinuesOnFailure { get; set; }

    internal bool RunsAfterFailure { get; set; }

    internal List<Link> Links { get; } = [];

    internal List<Condition> Conditions { get; } = [];

    internal List<StartCondition> StartConditions { get; } = [];

    internal DependencyBehavior WhenSkippedDependencies { get; set; }

    internal List<ToolRequirement> Tools { get; } = [];

    internal RetryPolicy Retries { get; set; } = RetryPolicy.Once;

    /// <summary>How long an attempt may take.</summary>
    internal TimeSpan? TimeLimit { get; set; }

    /// <summary>What is wrong with what the definition says.</summary>
    internal List<Problem> Problems { get; } = [];

    internal List<Preset> PresetValues { get; } = [];

    internal List<Requirement> Requirements { get; } = [];

    internal List<string> ExclusiveResources { get; } = [];

    internal List<string> AliasNames { get; } = [];

    internal TargetFiles? Files { get; private set; }

    internal TargetFiles FileUse => Files ??= new TargetFiles();

    // The typed lambdas of the definitions, with their types erased for the planner and the runner.
    internal Func<IEnumerable<object>>? ItemSource { get; set; }

    internal Func<object, IEnumerable<object>>? ItemDependencies { get; set; }

    internal Func<object?, ByteSize?>? MemoryNeed { get; set; }

    internal Func<object?, PlanningContext, Task<Reuse>>? Probe { get; set; }

    internal List<Func<object?, RunContext, Task<object?>>> Bodies { get; } = [];

    internal void InheritFrom(Type component, string property)
    {
        var getter = ComponentDefault.Find(component, property)
            ?? throw new ProblemException(GraphProblems.NothingToInherit(Name, component, property));
        Describe(ComponentDefault.Read(getter, Build));
    }

    internal abstract void Describe(Delegate target);

    /// <summary>The build as one of its components.</summary>
    /// <exception cref="ProblemException">It is not.</exception>
    internal TComponent Component<TComponent>()
        where TComponent : class, IBuild =>
        Build as TComponent ?? throw new ProblemException(GraphProblems.NotAComponent(Name, typeof(TComponent), Build.GetType()));

    private protected void Relate<TComponent>(LinkKind kind, ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        if (Build is TComponent)
            TryRelate(kind, targets);
        else
            Problems.Add(GraphProblems.NotAComponent(Name, typeof(TComponent), Build.GetType()));
    }

    private protected void TryRelate<TComponent>(LinkKind kind, ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        if (Build is not TComponent component)
            return;
        foreach (var target in targets)
            Links.Add(new Link(kind, target(component)));
    }
}
