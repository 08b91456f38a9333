using System.Runtime.CompilerServices;
using Slipway.Graphs;

namespace Slipway;

/// <summary>Describes a target that runs once per item.</summary>
/// <typeparam name="TItem">What the target runs for.</typeparam>
/// <typeparam name="TResult">What it gives for each.</typeparam>
public sealed partial class TargetDefinition<TItem, TResult> : TargetSettings
    where TItem : notnull
{
    internal TargetDefinition(string name, IBuild build)
        : base(name, build)
    {
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
        Links.Add(new Link(LinkKind.ForEach, target));
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

    /// <summary>Runs an item's node only when this holds; otherwise that node is skipped.</summary>
    /// <param name="condition">Asked for each item while planning: reads only.</param>
    /// <param name="otherwise">Why it is skipped, for the plan and the summary; the condition's source text unless given.</param>
    /// <param name="text">The source text; the compiler fills it in.</param>
    public TargetDefinition<TItem, TResult> OnlyWhen(
        Func<TItem, bool> condition,
        string? otherwise = null,
        [CallerArgumentExpression(nameof(condition))] string text = "")
    {
        Conditions.Add(new Condition(item => condition((TItem)item!), otherwise ?? SourceText.Body(text) + " is false", IsPerItem: true));
        return this;
    }

    /// <summary>Runs an item's node only when this holds; otherwise that node is skipped. Asked right before the node starts.</summary>
    /// <param name="condition">Asked for each item while the run goes on, never while planning.</param>
    /// <param name="otherwise">Why it is skipped, for the summary; the condition's source text unless given.</param>
    /// <param name="text">The source text; the compiler fills it in.</param>
    public TargetDefinition<TItem, TResult> OnlyWhenDynamic(
        Func<TItem, RunContext, bool> condition,
        string? otherwise = null,
        [CallerArgumentExpression(nameof(condition))] string text = "") =>
        this.AddStartCondition((item, run) => Task.FromResult(condition((TItem)item!, run)), otherwise, text);

    /// <inheritdoc cref="OnlyWhenDynamic(Func{TItem, RunContext, bool}, string?, string)"/>
    public TargetDefinition<TItem, TResult> OnlyWhenDynamic(
        Func<TItem, RunContext, Task<bool>> condition,
        string? otherwise = null,
        [CallerArgumentExpression(nameof(condition))] string text = "") =>
        this.AddStartCondition((item, run) => condition((TItem)item!, run), otherwise, text);

    /// <summary>What the target does for an item. A node has one result, so the last body said takes the place of those before it.</summary>
    /// <param name="body">The work; it ends early when <see cref="RunContext.CancellationToken"/> asks for it.</param>
    [OverloadResolutionPriority(1)] // A body that only throws is one of these.
    public TargetDefinition<TItem, TResult> Executes(Func<TItem, RunContext, Task<TResult>> body)
    {
        Bodies.Clear();
        Bodies.Add(async (item, run) => await body((TItem)item!, run));
        return this;
    }

    /// <inheritdoc cref="Executes(Func{TItem, RunContext, Task{TResult}})"/>
    public TargetDefinition<TItem, TResult> Executes(Func<TItem, RunContext, TResult> body) =>
        Executes((item, run) => Task.FromResult(body(item, run)));

    /// <inheritdoc cref="Executes(Func{TItem, RunContext, Task{TResult}})"/>
    [OverloadResolutionPriority(1)]
    public TargetDefinition<TItem, TResult> Executes(Func<TItem, Task<TResult>> body) => Executes((item, _) => body(item));

    /// <inheritdoc cref="Executes(Func{TItem, RunContext, Task{TResult}})"/>
    public TargetDefinition<TItem, TResult> Executes(Func<TItem, TResult> body) =>
        Executes((item, _) => Task.FromResult(body(item)));

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
