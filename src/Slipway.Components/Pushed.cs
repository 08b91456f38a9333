namespace Slipway.Components;

/// <summary>An image that a registry has.</summary>
/// <param name="Reference">Its name there.</param>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="ImageId">The image that was pushed.</param>
public sealed record Pushed(string Reference, string Digest, string ImageId);
