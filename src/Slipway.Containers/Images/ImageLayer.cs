namespace Slipway.Containers.Images;

/// <summary>A step of a build that added files to the image.</summary>
/// <param name="Instruction">The step.</param>
/// <param name="Size">What it added.</param>
public sealed record ImageLayer(string Instruction, ByteSize Size);
