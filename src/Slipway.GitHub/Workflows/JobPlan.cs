namespace Slipway.GitHub.Workflows;

/// <summary>A job: what it runs, and what it takes from others.</summary>
internal sealed class JobPlan
{
    /// <summary>Its id in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The targets that it asks for; the first one names it.</summary>
    public required IReadOnlyList<TargetDescription> Targets { get; init; }

    /// <summary>The item of the first target, where one is named.</summary>
    public string? Item { get; init; }

    /// <summary>Options for the command line.</summary>
    public required IReadOnlyList<string> Options { get; init; }

    /// <summary>Its items, where there is a job for each.</summary>
    public IReadOnlyList<string> Matrix { get; init; } = [];

    /// <summary>All targets that run with it.</summary>
    public required IReadOnlySet<string> All { get; init; }

    /// <summary>The jobs whose files it gets; their targets are skipped in it.</summary>
    public List<JobPlan> Gets { get; } = [];

    /// <summary>The jobs that it waits for, without those that others of them wait for.</summary>
    public List<JobPlan> Needs { get; } = [];

    /// <summary>Targets that are not run in it, as other jobs did.</summary>
    public IReadOnlyList<string> Skips { get; set; } = [];

    /// <summary>Targets that run in it.</summary>
    public IEnumerable<string> Runs => All.Except(Skips, StringComparer.Ordinal);

    /// <summary>Patterns of the files that it hands on to other jobs.</summary>
    public IReadOnlyList<string> Produces => [.. Targets.SelectMany(target => target.Produces).Distinct(StringComparer.Ordinal)];
}
