namespace Slipway.BuildKit;

/// <summary>What of a context travelled to the builder.</summary>
/// <param name="Name">The context's name.</param>
/// <param name="Files">The files that the builder did not have as they are.</param>
/// <param name="Bytes">What these hold.</param>
public sealed record SentContext(string Name, int Files, long Bytes);
