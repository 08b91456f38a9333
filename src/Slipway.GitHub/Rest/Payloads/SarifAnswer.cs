namespace Slipway.GitHub.Payloads;

internal sealed record SarifAnswer(string Id, string? Url);
