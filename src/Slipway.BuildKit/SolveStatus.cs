namespace Slipway.BuildKit;

/// <summary>One piece of news about a running solve: what changed since the piece before it.</summary>
/// <remarks>
/// A vertex is told again, whole, each time that something about it changes, so the last telling counts.
/// Its order is BuildKit's: a vertex that starts late may be told before one that ended earlier.
/// </remarks>
public sealed record SolveStatus
{
    /// <summary>Steps of the build that are new or have changed.</summary>
    public IReadOnlyList<Vertex> Vertices { get; init; } = [];

    /// <summary>Progress inside steps, such as a layer's transfer.</summary>
    public IReadOnlyList<VertexProgress> Progress { get; init; } = [];

    /// <summary>What steps wrote.</summary>
    public IReadOnlyList<VertexLog> Logs { get; init; } = [];

    /// <summary>What BuildKit warns about, such as a questionable Dockerfile line.</summary>
    public IReadOnlyList<VertexWarning> Warnings { get; init; } = [];

    /// <summary>Reads a <c>moby.buildkit.v1.StatusResponse</c>. Unknown fields are skipped.</summary>
    /// <param name="message">The message in protobuf's wire format.</param>
    /// <exception cref="InvalidDataException"><paramref name="message"/> is no such message, or is cut short.</exception>
    public static SolveStatus Parse(byte[] message) => SolveStatusReader.Read(message);
}
