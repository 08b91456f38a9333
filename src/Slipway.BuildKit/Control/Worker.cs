namespace Slipway.BuildKit;

/// <summary>What runs the steps of builds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Labels">What it says about itself, such as its snapshotter.</param>
/// <param name="Platforms">What it can run: <c>linux/amd64</c>.</param>
public sealed record Worker(string Id, IReadOnlyDictionary<string, string> Labels, IReadOnlyList<string> Platforms)
{
    /// <summary>The version of BuildKit; <see langword="null"/> where it does not tell.</summary>
    public string? Version { get; init; }
}
