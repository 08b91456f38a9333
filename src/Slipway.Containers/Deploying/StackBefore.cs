using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Deploying;

/// <summary>What there was of a stack before the run touched it.</summary>
/// <param name="HadContainers">Whether there were containers, running or not.</param>
/// <param name="HadVolumes">Whether there were volumes.</param>
internal sealed record StackBefore(bool HadContainers, bool HadVolumes)
{
    /// <summary>Looks, once in a run: later nodes are told what the first one saw.</summary>
    public static Task<StackBefore> OfAsync(EngineClient engine, ContainerStack stack, RunContext run) =>
        run.Build.Once(() => LookAsync(engine, stack, run.CancellationToken), $"{nameof(StackBefore)} {stack.Folder}");

    private static async Task<StackBefore> LookAsync(EngineClient engine, ContainerStack stack, CancellationToken cancellationToken)
    {
        string[] labels = [$"{ComposeLabels.Project}={stack.Compose.Name}"];
        return new StackBefore(
            (await engine.ListContainersAsync(labels, cancellationToken: cancellationToken)).Count > 0,
            (await engine.ListVolumesAsync(labels, cancellationToken)).Count > 0);
    }
}
