namespace Slipway.Containers.Engine;

/// <summary>An image in a list.</summary>
/// <param name="Id">Its id, <c>sha256:…</c>.</param>
/// <param name="Tags">Its names with tags.</param>
/// <param name="Digests">Its names with digests, of registries that it came from or went to.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Size">All its layers together.</param>
/// <param name="Created">When it was made, as it says itself.</param>
public sealed record ImageSummary(
    string Id,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Digests,
    IReadOnlyDictionary<string, string> Labels,
    ByteSize Size,
    DateTimeOffset Created);
