namespace Slipway.Components;

/// <summary>What an image is made of, in a file.</summary>
/// <param name="ImageId">The image.</param>
/// <param name="Path">The file, relative to the root folder.</param>
public sealed record Bill(string ImageId, string Path);
