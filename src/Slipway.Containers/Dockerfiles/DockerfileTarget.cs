namespace Slipway.Containers.Dockerfiles;

/// <summary>What building one stage of a Dockerfile with given arguments needs and yields.</summary>
public sealed record DockerfileTarget
{
    /// <summary>The stage that is built.</summary>
    public required ResolvedStage Final { get; init; }

    /// <summary>The stages that are needed, <see cref="Final"/> among them, in the order of the file.</summary>
    public required IReadOnlyList<ResolvedStage> Stages { get; init; }

    /// <summary>The images from outside that the needed stages are based on or take files from.</summary>
    public required IReadOnlyList<BaseImage> ExternalImages { get; init; }

    /// <summary>
    /// What the needed stages reach of the context. A source whose variables are known to the base image only counts as the
    /// whole context.
    /// </summary>
    public required IReadOnlyList<ContextSource> ContextSources { get; init; }

    /// <summary>The user of the final stage; <see langword="null"/> where the base image decides.</summary>
    public string? User { get; init; }

    /// <summary>
    /// Whether the final stage has a health check; <see langword="null"/> where the base image decides.
    /// </summary>
    public bool? HasHealthCheck { get; init; }

    /// <summary>The ports that the final stage exposes, such as <c>8080/tcp</c>; those of the base image come on top.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];
}
