namespace Slipway.GitHub;

/// <summary>A mark beside a commit.</summary>
public sealed record CommitStatus
{
    /// <summary>What is known.</summary>
    public required CommitState State { get; init; }

    /// <summary>Tells it from the marks of others; the last one with the same context counts. <c>slipway</c> unless set.</summary>
    public string Context { get; init; } = "slipway";

    /// <summary>A few words; GitHub takes 140 characters, what is longer is cut.</summary>
    public string? Description { get; init; }

    /// <summary>The page that the mark leads to.</summary>
    public Uri? TargetUrl { get; init; }
}
