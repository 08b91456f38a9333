namespace Slipway.Containers.Registry;

/// <summary>A manifest that a registry has: of an image, or of the images of several platforms.</summary>
/// <param name="Digest">The digest of its bytes, which were checked against it.</param>
/// <param name="MediaType">What it says it is.</param>
public sealed record RegistryManifest(string Digest, string MediaType)
{
    /// <summary>The digest of the image's configuration, which is its id to an engine; <see langword="null"/> for an index.</summary>
    public string? ConfigDigest { get; init; }

    /// <summary>The layers from below; none for an index.</summary>
    public IReadOnlyList<RegistryBlob> Layers { get; init; } = [];

    /// <summary>The manifests of an index; none for an image.</summary>
    public IReadOnlyList<string> Manifests { get; init; } = [];

    /// <summary>Whether an engine that pulls this gets the image with this id.</summary>
    /// <param name="imageId">
    /// The id: of the configuration, or of the manifest or index where containerd stores the engine's images.
    /// </param>
    public bool IsOf(string imageId) => ConfigDigest == imageId || Digest == imageId;
}
