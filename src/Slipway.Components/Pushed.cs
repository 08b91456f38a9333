using Slipway.Containers.Images;

namespace Slipway.Components;

/// <summary>An image that a registry has.</summary>
/// <param name="Reference">Its name there: the first, where it has several.</param>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="ImageId">The image that was pushed, which is the one that was scanned.</param>
public sealed record Pushed(string Reference, string Digest, string ImageId)
{
    /// <summary>All its names, of all registries.</summary>
    public IReadOnlyList<PushedReference> References { get; init; } = [];

    /// <summary>What it was built from.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The ids of the images that it starts from or copies from, by their references.</summary>
    public IReadOnlyDictionary<string, string> Bases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What git says of the folder that it was built in.</summary>
    public GitFacts Git { get; init; } = GitFacts.None;
}
