namespace Slipway.Containers.Images;

/// <summary>What the checks of an image found.</summary>
/// <param name="Failures">What must be mended, each with what to do.</param>
/// <param name="Size">The layers above the base.</param>
/// <param name="Summary">A few words for the summary of the run.</param>
public sealed record Verified(IReadOnlyList<string> Failures, ByteSize Size, string Summary);
