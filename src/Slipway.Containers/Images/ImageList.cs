using Slipway.Containers.Engine;

namespace Slipway.Containers.Images;

/// <summary>The images of an engine at one moment, found by name or by fingerprint.</summary>
public sealed class ImageList
{
    private readonly Dictionary<string, ImageSummary> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ImageSummary>> _byFingerprint = new(StringComparer.Ordinal);

    /// <summary>A list of images.</summary>
    /// <param name="images">What the engine tells.</param>
    public ImageList(IReadOnlyList<ImageSummary> images)
    {
        foreach (var image in images)
        {
            foreach (var name in image.Tags.Concat(image.Digests))
                _byName[name] = image;
            if (!image.Labels.TryGetValue(ImageLabels.Fingerprint, out var fingerprint))
                continue;
            if (!_byFingerprint.TryGetValue(fingerprint, out var same))
                _byFingerprint[fingerprint] = same = [];
            same.Add(image);
        }
    }

    /// <summary>The image that a reference names, where it is listed: what was pulled for a build alone is not.</summary>
    /// <param name="reference">A name as people write it.</param>
    public ImageSummary? Find(string reference) =>
        _byName.GetValueOrDefault(reference)
        ?? (ImageReference.TryParse(reference, out var parsed) ? _byName.GetValueOrDefault(parsed!.Familiar) ?? _byName.GetValueOrDefault(parsed.ToString()) ?? ByDigest(parsed) : null);

    /// <summary>The images that were built from the same inputs: builds without the cache give several.</summary>
    /// <param name="fingerprint">What they were built from.</param>
    public IReadOnlyList<ImageSummary> With(string fingerprint) => _byFingerprint.GetValueOrDefault(fingerprint) ?? [];

    // With a tag and a digest the digest says which image it is (OCI distribution specification, pulling manifests).
    private ImageSummary? ByDigest(ImageReference reference)
    {
        if (reference is not { Digest: { } digest, Tag: { } tag })
            return null;
        var name = reference.Familiar[..^(tag.Length + digest.Length + 2)];
        return _byName.GetValueOrDefault($"{name}@{digest}");
    }
}
