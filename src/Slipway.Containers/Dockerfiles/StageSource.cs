namespace Slipway.Containers.Dockerfiles;

/// <summary>Where an instruction takes files from: a stage, an image, or an additional context where both are missing.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Image">The image.</param>
/// <param name="Kind">What for.</param>
/// <param name="Place">The instruction.</param>
internal sealed record StageSource(DockerfileStage? Stage, ImageReference? Image, StageEdgeKind Kind, Place Place);
