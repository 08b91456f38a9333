namespace Slipway.GitHub.Payloads;

internal sealed record DeploymentKey(string? SlipwayKey);
