namespace Slipway.BuildKit;

/// <summary>A warning about a step.</summary>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Level">1 for a warning proper; higher is less important.</param>
/// <param name="Summary">One line.</param>
/// <param name="Details">More lines; often empty.</param>
/// <param name="Explanation">Where it is explained; <see langword="null"/> unless BuildKit tells.</param>
public sealed record VertexWarning(string Vertex, long Level, string Summary, IReadOnlyList<string> Details, Uri? Explanation);
