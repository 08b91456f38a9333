namespace Slipway.Containers.Dockerfiles;

/// <summary>That a stage needs another one.</summary>
/// <param name="From">The stage that is needed.</param>
/// <param name="To">The stage that needs it.</param>
/// <param name="Kind">What for.</param>
/// <param name="Place">The instruction.</param>
public sealed record StageEdge(DockerfileStage From, DockerfileStage To, StageEdgeKind Kind, Place Place);
