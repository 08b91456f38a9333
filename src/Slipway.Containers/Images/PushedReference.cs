namespace Slipway.Containers.Images;

/// <summary>A name under which a registry has an image.</summary>
/// <param name="Reference">The name.</param>
/// <param name="Digest">The digest of its manifest there.</param>
/// <param name="Sent">Whether anything had to be sent: not where the registry had it already.</param>
public sealed record PushedReference(string Reference, string Digest, bool Sent);
