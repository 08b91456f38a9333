using Slipway.Files;

namespace Slipway.Planning;

/// <summary>What a run will do, in order, with a reason for every node.</summary>
internal sealed class Plan
{
    public required IReadOnlyList<string> Requested { get; init; }

    /// <summary>Each after everything that it waits for.</summary>
    public IReadOnlyList<PlanNode> Nodes => field ??= [.. Steps.Where(step => !step.IsJoin)];

    /// <summary>The nodes and the joins between them, each after everything that it waits for.</summary>
    public required IReadOnlyList<PlanNode> Steps { get; init; }

    public required ResultStore Results { get; init; }

    public required NodeFiles Files { get; init; }

    public required Mode Mode { get; init; }

    /// <summary>The memory that running nodes may use together; counts in adaptive mode.</summary>
    public required ByteSize MemoryBudget { get; init; }

    /// <summary>The most nodes at a time; 0 is no limit.</summary>
    public required int Concurrency { get; init; }
}
