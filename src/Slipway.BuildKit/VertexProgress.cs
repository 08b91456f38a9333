namespace Slipway.BuildKit;

/// <summary>How far a part of a step has come.</summary>
/// <param name="Id">Identifies the part within the step, such as a layer's digest or <c>exporting layers</c>.</param>
/// <param name="Vertex">The step's digest.</param>
/// <param name="Name">What kind of work it is; often empty.</param>
/// <param name="Current">How much is done, mostly in bytes.</param>
/// <param name="Total">How much there is; 0 where that is unknown.</param>
/// <param name="Completed">Whether the part is done.</param>
public sealed record VertexProgress(string Id, string Vertex, string Name, long Current, long Total, bool Completed);
