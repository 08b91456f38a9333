using Slipway.Graphs;

namespace Slipway;

/// <content>How it stands to targets of components.</content>
public sealed partial class TargetDefinition
{
    /// <summary>Runs a component's targets before this one, all of each.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition DependsOn<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.DependsOn, targets);
        return this;
    }

    /// <summary>As <see cref="DependsOn{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryDependsOn<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.DependsOn, targets);
        return this;
    }

    /// <summary>Runs this one before a component's targets, whenever they run.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition DependentFor<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.DependentFor, targets);
        return this;
    }

    /// <summary>As <see cref="DependentFor{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryDependentFor<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.DependentFor, targets);
        return this;
    }

    /// <summary>Where both run, this one comes after a component's targets. It does not make them run.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition After<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.After, targets);
        return this;
    }

    /// <summary>As <see cref="After{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.After, targets);
        return this;
    }

    /// <summary>Where both run, this one comes after a component's targets, and only when they have succeeded. It does not make them run.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition OnlyAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.OnlyAfter, targets);
        return this;
    }

    /// <summary>As <see cref="OnlyAfter{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryOnlyAfter<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.OnlyAfter, targets);
        return this;
    }

    /// <summary>Where both run, this one comes before a component's targets. It does not make them run.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition Before<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.Before, targets);
        return this;
    }

    /// <summary>As <see cref="Before{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryBefore<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.Before, targets);
        return this;
    }

    /// <summary>Makes a component's targets run after this one, whenever it runs, and only when it ended well.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition Triggers<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.Triggers, targets);
        return this;
    }

    /// <summary>As <see cref="Triggers{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryTriggers<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.Triggers, targets);
        return this;
    }

    /// <summary>Runs this one after a component's targets, whenever one of them runs, and only when they ended well.</summary>
    /// <typeparam name="TComponent">The component, which the build must implement.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TriggeredBy<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        Relate(LinkKind.TriggeredBy, targets);
        return this;
    }

    /// <summary>As <see cref="TriggeredBy{TComponent}(ReadOnlySpan{Func{TComponent, Delegate}})"/>, where the build has the component; otherwise says nothing.</summary>
    /// <typeparam name="TComponent">The component, which the build may lack.</typeparam>
    /// <param name="targets">Targets of the component, as <c>x => x.Test</c>.</param>
    public TargetDefinition TryTriggeredBy<TComponent>(params ReadOnlySpan<Func<TComponent, Delegate>> targets)
        where TComponent : class, IBuild
    {
        TryRelate(LinkKind.TriggeredBy, targets);
        return this;
    }
}
