using Slipway.Files;
using Slipway.Scheduling;

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

    public required Precedence Precedence { get; init; }

    public required Limits Limits { get; init; }

    /// <summary>Where the memory budget comes from; <see langword="null"/> where no node says what it needs.</summary>
    public required string? MemoryOrigin { get; init; }

    /// <summary>Whether it is known from earlier runs how long something of it takes.</summary>
    public bool IsLearned { get; init; }
}
