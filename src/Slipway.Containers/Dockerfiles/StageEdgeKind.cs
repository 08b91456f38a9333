namespace Slipway.Containers.Dockerfiles;

/// <summary>What one stage takes from another.</summary>
public enum StageEdgeKind
{
    /// <summary>It goes on from it: <c>FROM</c>.</summary>
    Base,

    /// <summary>It copies files: <c>COPY --from</c>.</summary>
    Copy,

    /// <summary>A step sees its files: <c>RUN --mount=from</c>.</summary>
    Mount,
}
