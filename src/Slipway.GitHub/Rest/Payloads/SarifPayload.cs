namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/code-scanning/code-scanning#upload-an-analysis-as-sarif-data.</summary>
internal sealed record SarifPayload(string CommitSha, string Ref, string Sarif, string? CheckoutUri, string ToolName);
