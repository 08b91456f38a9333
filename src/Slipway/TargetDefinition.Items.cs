using System.Runtime.CompilerServices;
using Slipway.Graphs;

namespace Slipway;

/// <summary>Describes a target that runs once per item.</summary>
/// <typeparam name="TItem">What the target runs for.</typeparam>
/// <typeparam name="TResult">What it gives for each.</typeparam>
public sealed class TargetDefinition<TItem, TResult> : TargetSettings
    where TItem : notnull
{
    internal TargetDefinition(string name, IBuild build)
        : base(name, build)
    {
    }

    /// <inheritdoc cref="TargetDefinition.DependsOn{TComponent}"/>
    public TargetDefinition<TItem, TResult> DependsOn<TComponent>(Func<TComponent, Delegate> target)
        where TComponent : class, IBuild
    {
        Links.Add(Link.To(target(Component<TComponent>()), LinkKind.DependsOn));
        return this;
    }

    /// <summary>The items. Asked for only when the target is part of a plan.</summary>
    /// <param name="items">Items with distinct texts; reads only.</param>
    public TargetDefinition<TItem, TResult> ForEach(Func<IEnumerable<TItem>> items)
    {
        ItemSource = () => items().Cast<object>();
        return this;
    }

    /// <summary>One node for each node of <paramref name="target"/>, each after its own.</summary>
    /// <remarks>To wait for all of <paramref name="target"/>, add <c>DependsOn</c>.</remarks>
    /// <typeparam name="TOther">The other target's result.</typeparam>
    /// <param name="target">A target over the same items.</param>
    public TargetDefinition<TItem, TResult> ForEach<TOther>(Target<TItem, TOther> target)
    {
        Links.Add(Link.To(target, LinkKind.ForEach));
        return this;
    }

    /// <summary>Items of this target that one of its items waits for, such as the image that an image's <c>FROM</c> names.</summary>
    /// <param name="dependencies">The items to wait for; those that are not of this target do not count.</param>
    public TargetDefinition<TItem, TResult> WaitsFor(Func<TItem, IEnumerable<TItem>> dependencies)
    {
        ItemDependencies = item => dependencies((TItem)item).Cast<object>();
        return this;
    }

    /// <summary>The memory that an item's work needs, for adaptive mode.</summary>
    /// <param name="memory">The need, or <see langword="null"/> where it is not known.</param>
    public TargetDefinition<TItem, TResult> Uses(Func<TItem, ByteSize?> memory)
    {
        MemoryNeed = item => memory((TItem)item!);
        return this;
    }

    /// <summary>Says whether an item's earlier result still holds, while planning and, where that could not be known, before it starts.</summary>
    /// <param name="probe">Reads only: a plan has no side effects.</param>
    public TargetDefinition<TItem, TResult> Reuses(Func<TItem, PlanningContext, Task<Reuse<TResult>>> probe)
    {
        Probe = async (item, planning) => await probe((TItem)item!, planning);
        return this;
    }

    /// <summary>What the target does for an item.</summary>
    /// <param name="body">The work; it ends early when <see cref="RunContext.CancellationToken"/> asks for it.</param>
    public TargetDefinition<TItem, TResult> Executes(Func<TItem, RunContext, Task<TResult>> body)
    {
        Bodies.Clear();
        Bodies.Add(async (item, run) => await body((TItem)item!, run));
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.Inherit{TComponent}"/>
    public TargetDefinition<TItem, TResult> Inherit<TComponent>(
        Func<TComponent, Target<TItem, TResult>> target,
        [CallerArgumentExpression(nameof(target))] string text = "")
        where TComponent : class, IBuild
    {
        _ = Component<TComponent>();
        InheritFrom(typeof(TComponent), SourceText.LastName(text));
        return this;
    }

    internal override void Describe(Delegate target) => ((Target<TItem, TResult>)target)(this);
}
