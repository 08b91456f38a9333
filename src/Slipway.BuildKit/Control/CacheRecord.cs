namespace Slipway.BuildKit;

/// <summary>Something that a builder keeps.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Size">Bytes on the disk.</param>
public sealed record CacheRecord(string Id, long Size)
{
    /// <summary>What it is: <c>regular</c>, <c>source.local</c>, <c>exec.cachemount</c>…</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it came from, for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether a build uses it now.</summary>
    public bool IsInUse { get; init; }

    /// <summary>Whether it is part of images too, and removing it frees nothing.</summary>
    public bool IsShared { get; init; }

    /// <summary>How often builds used it.</summary>
    public long Uses { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was used last; <see langword="null"/> where it never was.</summary>
    public DateTimeOffset? LastUsed { get; init; }
}
