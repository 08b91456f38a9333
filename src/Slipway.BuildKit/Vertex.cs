namespace Slipway.BuildKit;

/// <summary>A step of a build, as BuildKit knows it.</summary>
/// <param name="Digest">Identifies the step within the build.</param>
/// <param name="Name">What people call it, such as <c>[builder 3/5] RUN make</c>.</param>
public sealed record Vertex(string Digest, string Name)
{
    /// <summary>Digests of the steps that it builds on.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Whether its result was there already.</summary>
    public bool Cached { get; init; }

    /// <summary>When it started; <see langword="null"/> while it waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, well or badly; <see langword="null"/> while it runs.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Why it failed; <see langword="null"/> unless it did.</summary>
    public string? Error { get; init; }
}
