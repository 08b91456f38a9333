namespace Slipway.GitHub;

/// <summary>A deployment to tell of.</summary>
public sealed record DeploymentRequest
{
    /// <summary>What is deployed: a commit, a tag or a branch.</summary>
    public required string Ref { get; init; }

    /// <summary>Where to. <c>production</c> unless set.</summary>
    public string Environment { get; init; } = "production";

    /// <summary>A few words; what is longer than 140 characters is cut.</summary>
    public string? Description { get; init; }

    /// <summary>Tells the deployment from others of the same commit, such as by the run that makes it: with it, one whose answer was lost is found again.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the environment is production; where its name says so unless set.</summary>
    public bool? IsProduction { get; init; }
}
