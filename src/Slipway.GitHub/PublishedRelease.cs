namespace Slipway.GitHub;

/// <summary>A release that is published.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Url">Its page.</param>
/// <param name="IsNew">Whether it was not there before.</param>
public sealed record PublishedRelease(long Id, Uri Url, bool IsNew);
