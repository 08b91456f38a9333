namespace Slipway.GitHub;

/// <summary>A comment of a pull request.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Url">Its place on the page.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record PullRequestComment(long Id, Uri Url, bool IsNew);
