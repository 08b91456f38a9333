namespace Slipway.Containers.Images;

/// <summary>What a stage of a Dockerfile comes to.</summary>
/// <param name="Stage">Its name.</param>
/// <param name="Size">Its files with those of its base.</param>
public sealed record StageSize(string Stage, ByteSize Size);
