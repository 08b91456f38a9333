namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/commits/statuses#create-a-commit-status.</summary>
internal sealed record StatusPayload(string State, string Context, string? Description, string? TargetUrl);
