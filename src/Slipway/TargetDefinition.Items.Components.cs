using Slipway.Graphs;

namespace Slipway;

/// <content>How it stands to targets of components.</content>
public sealed partial class TargetDefinition<TItem, TResult>
{
    /// <inheritdoc cref="TargetDefinition.DependsOn{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> DependsOn<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.DependsOn, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryDependsOn{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryDependsOn<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.DependsOn, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.DependentFor{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> DependentFor<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.DependentFor, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryDependentFor{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryDependentFor<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.DependentFor, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.After{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> After<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.After, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryAfter{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.After, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.OnlyAfter{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> OnlyAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.OnlyAfter, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryOnlyAfter{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryOnlyAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.OnlyAfter, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.Before{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> Before<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.Before, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryBefore{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryBefore<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.Before, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.Triggers{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> Triggers<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.Triggers, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryTriggers{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryTriggers<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.Triggers, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TriggeredBy{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TriggeredBy<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.TriggeredBy, targets);
        return this;
    }

    /// <inheritdoc cref="TargetDefinition.TryTriggeredBy{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>
    public TargetDefinition<TItem, TResult> TryTriggeredBy<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.TriggeredBy, targets);
        return this;
    }
}
