namespace Slipway.Containers.Dockerfiles;

/// <summary>An image from outside that a build needs.</summary>
/// <param name="Image">The image.</param>
/// <param name="Platform">The platform that it is wanted for, where one is stated.</param>
/// <param name="Place">The first instruction that needs it.</param>
public sealed record BaseImage(ImageReference Image, string? Platform, Place Place);
