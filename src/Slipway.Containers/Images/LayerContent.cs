namespace Slipway.Containers.Images;

/// <summary>What a layer of an image holds.</summary>
/// <param name="Size">Its files together, unpacked.</param>
/// <param name="Files">How many there are.</param>
/// <param name="Secrets">Files in it that look like secrets, each with why.</param>
public sealed record LayerContent(ByteSize Size, int Files, IReadOnlyList<SecretFile> Secrets);
