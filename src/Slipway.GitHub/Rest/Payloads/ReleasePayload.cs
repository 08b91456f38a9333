namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/releases/releases#create-a-release.</summary>
internal sealed record ReleasePayload(string TagName, string? TargetCommitish, string Name, string Body, bool Draft, bool Prerelease);
