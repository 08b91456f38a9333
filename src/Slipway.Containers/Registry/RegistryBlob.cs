namespace Slipway.Containers.Registry;

/// <summary>A piece of content that a manifest names.</summary>
/// <param name="Digest">The digest of its bytes.</param>
/// <param name="Size">How many there are.</param>
public sealed record RegistryBlob(string Digest, ByteSize Size);
