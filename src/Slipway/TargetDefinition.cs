using System.Runtime.CompilerServices;

namespace Slipway;

/// <summary>Describes a target that runs once.</summary>
public sealed partial class TargetDefinition : TargetSettings
{
    internal TargetDefinition(string name, IBuild build)
        : base(name, build)
    {
    }

    /// <summary>What the target does. Several are run in order, those that are inherited first.</summary>
    /// <param name="body">The work; it ends early when <see cref="RunContext.CancellationToken"/> asks for it.</param>
    public TargetDefinition Executes(Func<RunContext, Task> body)
    {
        Bodies.Add(async (_, run) =>
        {
            await body(run);
            return null;
        });
        return this;
    }

    /// <inheritdoc cref="Executes(Func{RunContext, Task})"/>
    public TargetDefinition Executes(Action<RunContext> body)
    {
        Bodies.Add((_, run) =>
        {
            body(run);
            return Task.FromResult<object?>(null);
        });
        return this;
    }

    /// <inheritdoc cref="Executes(Func{RunContext, Task})"/>
    public TargetDefinition Executes(Func<Task> body) => Executes(_ => body());

    /// <inheritdoc cref="Executes(Func{RunContext, Task})"/>
    public TargetDefinition Executes(Action body) => Executes(_ => body());

    /// <summary>Says whether the target is up to date, while planning and, where that could not be known, before it starts.</summary>
    /// <param name="probe">Reads only: a plan has no side effects.</param>
    public TargetDefinition Reuses(Func<PlanningContext, Task<Reuse>> probe)
    {
        Probe = (_, planning) => probe(planning);
        return this;
    }

    /// <summary>Takes over what a component's own definition says, where the build overrides that target.</summary>
    /// <typeparam name="TComponent">The component.</typeparam>
    /// <param name="target">The target, as <c>x => x.Test</c>.</param>
    /// <param name="text">The source text; the compiler fills it in.</param>
    public TargetDefinition Inherit<TComponent>(Func<TComponent, Target> target, [CallerArgumentExpression(nameof(target))] string text = "")
        where TComponent : class, IBuild
    {
        _ = Component<TComponent>();
        InheritFrom(typeof(TComponent), SourceText.LastName(text));
        return this;
    }

    internal override void Describe(Delegate target) => ((Target)target)(this);
}
