using Slipway.Files;

namespace Slipway.Planning;

/// <summary>Asks whether a node's earlier result holds.</summary>
internal static class Probing
{
    /// <summary>By its files first, where it says which; then by its own probe, where it has one.</summary>
    /// <param name="node">The node.</param>
    /// <param name="planning">What its probe may use.</param>
    /// <param name="byFiles">One of <see cref="NodeFiles"/>'s probes.</param>
    public static async Task<Reuse> AskAsync(PlanNode node, PlanningContext planning, Func<PlanNode, CancellationToken, Reuse> byFiles)
    {
        var settings = node.Target.Settings;
        if (!node.HasInputs)
            return await settings.Probe!(node.Item, planning);
        var reuse = byFiles(node, planning.CancellationToken);
        return reuse.State != ReuseState.UpToDate ? reuse
            : settings.Probe is { } probe ? await probe(node.Item, planning)
            : settings.Files!.Result is { } result ? result(node.Item, reuse.Reason)
            : reuse;
    }
}
