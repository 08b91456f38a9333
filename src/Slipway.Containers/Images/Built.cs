namespace Slipway.Containers.Images;

/// <summary>An image of the stack that is on the engine.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Fingerprint">What it was built from.</param>
public sealed record Built(string Id, string Fingerprint)
{
    /// <summary>The ids of the images that it starts from or copies from, by their references.</summary>
    public IReadOnlyDictionary<string, string> Bases { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
