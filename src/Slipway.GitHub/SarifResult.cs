namespace Slipway.GitHub;

/// <summary>What became of findings that were uploaded.</summary>
/// <param name="Id">The upload.</param>
/// <param name="AnalysesUrl">Where GitHub lists what it made of them.</param>
public sealed record SarifResult(string Id, Uri? AnalysesUrl);
