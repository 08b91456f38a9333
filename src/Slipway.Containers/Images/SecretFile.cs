namespace Slipway.Containers.Images;

/// <summary>A file that looks like a secret.</summary>
/// <param name="Path">Where it is in the image.</param>
/// <param name="Why">What it looks like.</param>
public sealed record SecretFile(string Path, string Why);
