using Slipway.Containers.Dockerfiles;
using Slipway.Containers.Engine;
using Slipway.Containers.Stacks;

namespace Slipway.Containers.Trivy;

/// <summary>Finds the line of a Dockerfile that a finding comes from: that of the base, or of the step that brought the files.</summary>
internal sealed class FindingPlaces
{
    // What makes a layer, with BuildKit and with the classic builder.
    private static readonly string[] LayerMakers = ["RUN", "COPY", "ADD", "WORKDIR"];

    private readonly Image _image;
    private readonly Dictionary<string, Place> _byLayer = new(StringComparer.Ordinal);
    private readonly Place _base;

    /// <summary>The places of an image's layers.</summary>
    /// <param name="image">What it was built from.</param>
    /// <param name="built">The image.</param>
    /// <param name="below">Its base; <see langword="null"/> for none.</param>
    public FindingPlaces(Image image, ImageDetails built, ImageDetails? below)
    {
        _image = image;
        if (!image.HasDockerfile)
        {
            _base = image.Build.Place;
            return;
        }

        var stages = Chain(image.Dockerfile.Resolve(image.Options));
        _base = stages[0].Place;
        var ofBase = below is not null && built.Layers.Take(below.Layers.Count).SequenceEqual(below.Layers, StringComparer.Ordinal) ? below.Layers.Count : 0;
        var makers = stages.SelectMany(stage => stage.Instructions).Where(instruction => LayerMakers.Contains(instruction.Keyword, StringComparer.Ordinal)).ToList();
        for (var i = 0; i < built.Layers.Count; i++)
        {
            // Where a step made no layer it is not known which; the stage is.
            _byLayer[built.Layers[i]] = i < ofBase ? _base
                : makers.Count == built.Layers.Count - ofBase ? makers[i - ofBase].Place
                : stages[^1].Place;
        }
    }

    /// <summary>Where a finding comes from.</summary>
    public Place Of(ScanFinding finding) =>
        finding.Kind == FindingKind.Misconfiguration && finding.Target == _image.DockerfilePath ? new Place(_base.File, Math.Max(1, finding.Line))
        : _byLayer.GetValueOrDefault(finding.Layer, _base);

    // The final stage and all that it stands on, from below.
    private static List<DockerfileStage> Chain(DockerfileTarget target)
    {
        var chain = new List<DockerfileStage>();
        for (var stage = target.Final; ; stage = target.Stages.First(other => other.Stage == stage.BaseStage))
        {
            chain.Insert(0, stage.Stage);
            if (stage.BaseStage is null)
                return chain;
        }
    }
}
