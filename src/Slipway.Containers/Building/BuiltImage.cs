namespace Slipway.Containers.Building;

/// <summary>An image that was built.</summary>
/// <param name="Id">Its id, <c>sha256:…</c>.</param>
/// <param name="Duration">From the first byte sent to the last name given.</param>
/// <param name="Steps">The instructions of its Dockerfile that were needed, <c>FROM</c> aside.</param>
/// <param name="CachedSteps">Those of them that did not have to run.</param>
public sealed record BuiltImage(string Id, TimeSpan Duration, int Steps, int CachedSteps)
{
    /// <summary>The files that travelled; <see langword="null"/> where the whole context did.</summary>
    public int? SentFiles { get; init; }

    /// <summary>What these held.</summary>
    public ByteSize? SentBytes { get; init; }
}
