namespace Slipway.GitHub.Payloads;

/// <summary>See https://docs.github.com/en/rest/code-scanning/code-scanning#get-information-about-a-sarif-upload.</summary>
internal sealed record SarifStatus(string? ProcessingStatus, Uri? AnalysesUrl, IReadOnlyList<string>? Errors);
