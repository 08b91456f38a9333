using Slipway.Processes;

namespace Benchmarks.Contenders;

/// <summary>One of those that are compared.</summary>
/// <param name="Name">What the table calls it.</param>
internal sealed record Contender(string Name)
{
    /// <summary>What is run and measured; none where the contender cannot be had.</summary>
    public ProcessInvocation? Command { get; init; }

    /// <summary>Why it cannot be had.</summary>
    public string? Missing { get; init; }

    /// <summary>Whether it is Slipway: the others are compared with the first such row.</summary>
    public bool IsOurs { get; init; }

    /// <summary>The most that its median may be, in the unit of <see cref="Unit"/>.</summary>
    public double? Reach { get; init; }

    /// <summary>Added to <see cref="Reach"/>: the median of the contender of that name.</summary>
    public string? ReachIsAbove { get; init; }

    /// <summary><see cref="Reach"/> is a multiple: of the median of the contender of that name.</summary>
    public string? ReachIsTimes { get; init; }

    /// <summary>Done before each run, and not measured.</summary>
    public Action? Before { get; init; }

    /// <summary>What the run must end with to count.</summary>
    public int ExitCode { get; init; }

    /// <summary>What the run's output must hold to count.</summary>
    public string Expected { get; init; } = "";

    /// <summary>Takes the measured number from the run; its wall time unless set.</summary>
    public Func<ProcessResult, double>? Read { get; init; }

    /// <summary><c>s</c>, <c>ms</c> or <c>MiB</c>.</summary>
    public string Unit { get; init; } = "s";

    /// <summary>What others measured on a machine like this one, in words; never part of the comparison.</summary>
    public string Elsewhere { get; init; } = "";

    /// <summary>The seconds that it took where the numbers to reach were set; <see langword="null"/> for all but the one that tells how fast a machine is.</summary>
    public double? SpeedElsewhere { get; init; }

    /// <summary>Whether it is looked into: what it compiles at its start, what it asks of the system.</summary>
    public bool IsProfiled { get; init; }

    public static Contender NotHere(string name, string reason) => new(name) { Missing = reason };
}
