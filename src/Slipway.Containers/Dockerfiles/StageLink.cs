namespace Slipway.Containers.Dockerfiles;

/// <summary>A stage with its base and its sources found.</summary>
internal sealed class StageLink
{
    /// <summary>The stage.</summary>
    public required DockerfileStage Stage { get; init; }

    /// <summary>The base, variables replaced.</summary>
    public required string BaseName { get; init; }

    /// <summary>The platform, variables replaced.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether an additional context has its name and takes its place.</summary>
    public bool IsReplaced { get; init; }

    /// <summary>The base, where it is a stage.</summary>
    public StageLink? BaseStage { get; set; }

    /// <summary>The base, where it is an image from outside.</summary>
    public ImageReference? BaseImage { get; set; }

    /// <summary>Whether it starts from nothing.</summary>
    public bool IsScratch { get; set; }

    /// <summary>Its instructions; first those that its base stage keeps for it.</summary>
    public required IReadOnlyList<DockerfileInstruction> Instructions { get; set; }

    /// <summary>Where its instructions take files from.</summary>
    public List<StageSource> Sources { get; } = [];

    /// <summary>The stages that it needs, with the instruction.</summary>
    public IEnumerable<(DockerfileStage Stage, StageEdgeKind Kind, Place Place)> Needs()
    {
        if (BaseStage is not null)
            yield return (BaseStage.Stage, StageEdgeKind.Base, Stage.Place);
        foreach (var source in Sources)
        {
            if (source.Stage is not null)
                yield return (source.Stage, source.Kind, source.Place);
        }
    }
}
