namespace Slipway.Components;

/// <summary>A scan that an image passed.</summary>
/// <param name="ImageId">The image that was scanned: what is pushed must be the same.</param>
/// <param name="Report">Trivy's own report, relative to the root folder.</param>
/// <param name="Summary">What was found, in a few words.</param>
public sealed record Scan(string ImageId, string Report, string Summary);
