using Slipway.Containers.Operating;

namespace Slipway.Components;

/// <summary>Brings the stack as it is on the engine, for what works even where its files are wrong.</summary>
public interface IHasInstance : IHasCompose
{
    /// <summary>The stack on the engine, found once in a run.</summary>
    /// <param name="run">The node that needs it; warned where the stack's files cannot be read.</param>
    async Task<StackInstance> FindInstanceAsync(RunContext run)
    {
        var instance = await Once(() => StackInstance.FindAsync(Engine, StackFolder, () => Stack, run.CancellationToken));
        if (instance.Damage is { } damage)
            run.Warn($"the stack's files are wrong ({damage.Problems[0].Code}: {damage.Problems[0].What}); going by the labels of project '{instance.Project}'");
        return instance;
    }
}
