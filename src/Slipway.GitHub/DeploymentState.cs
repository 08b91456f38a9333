namespace Slipway.GitHub;

/// <summary>How far a deployment is.</summary>
public enum DeploymentState
{
    /// <summary>It goes on.</summary>
    InProgress,

    /// <summary>What was deployed runs.</summary>
    Success,

    /// <summary>It went wrong.</summary>
    Failure,

    /// <summary>It is there no more.</summary>
    Inactive,
}
