namespace Slipway.GitHub;

/// <summary>What starts a workflow.</summary>
[Flags]
public enum GitHubTrigger
{
    /// <summary>Nothing but what else is said.</summary>
    None = 0,

    /// <summary>A push to one of the branches or of the tags.</summary>
    Push = 1,

    /// <summary>A pull request to one of the branches.</summary>
    PullRequest = 2,

    /// <summary>A person, by hand.</summary>
    Manual = 4,
}
