namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/deployments/statuses#create-a-deployment-status.</summary>
internal sealed record DeploymentStatusPayload(string State, string? Description, string? EnvironmentUrl, string? LogUrl, bool AutoInactive);
