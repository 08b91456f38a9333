namespace Slipway.Containers.Images;

/// <summary>How images are built.</summary>
public sealed record BuildSettings
{
    /// <summary>Whether the engine's cache is left aside. False unless set.</summary>
    public bool NoCache { get; init; }

    /// <summary>The builder of <c>docker buildx</c> that builds; the engine itself unless set.</summary>
    public string? Builder { get; init; }

    /// <summary>Whether an image is built although the engine has one with its fingerprint. False unless set.</summary>
    public bool Forced { get; init; }
}
