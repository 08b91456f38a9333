using Slipway.Planning;

namespace Slipway.Scheduling;

/// <summary>How much memory nodes may use together, and who says so.</summary>
/// <param name="Size">The memory.</param>
/// <param name="Origin">Where it comes from; <see langword="null"/> where no node says what it needs.</param>
internal sealed record MemoryBudget(ByteSize Size, string? Origin)
{
    // What the system, the engine and the person at the desk keep for themselves.
    private static readonly ByteSize Reserve = new(512L << 20);
    private static readonly ByteSize Least = new(256L << 20);

    /// <summary>What <c>--memory</c> says, else what the host has available less a reserve.</summary>
    /// <param name="build">Says both. The host is asked only where it matters.</param>
    /// <param name="steps">The nodes, decided.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    public static async Task<MemoryBudget> FindAsync(IBuild build, List<PlanNode> steps, CancellationToken cancellationToken)
    {
        if (build.Memory is { } given)
            return new MemoryBudget(given, "--memory");
        if (build.Mode != Mode.Adaptive || !steps.Exists(step => step.TakesTime && step.Memory.Bytes > 0))
            return new MemoryBudget(new ByteSize(long.MaxValue), null);
        var host = await build.MemoryOfHostAsync(cancellationToken);
        var size = new ByteSize(Math.Max(host.Available.Bytes - Reserve.Bytes, Least.Bytes));
        return new MemoryBudget(size, $"{host.Machine} has {host.Available} available, {Reserve} stay free");
    }
}
