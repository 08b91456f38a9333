namespace Slipway.GitHub;

/// <summary>What is known of a commit, as its mark shows it.</summary>
public enum CommitState
{
    /// <summary>Something runs.</summary>
    Pending,

    /// <summary>All is well.</summary>
    Success,

    /// <summary>Something is wrong with the commit.</summary>
    Failure,

    /// <summary>What looks at the commit is broken.</summary>
    Error,
}
