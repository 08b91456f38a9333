namespace Slipway.Containers.Dockerfiles;

/// <summary>What building one stage of a Dockerfile with given arguments needs and yields.</summary>
/// <remarks>
/// What comes from a base image is not known here: values that it decides are <see langword="null"/>, lists and maps hold what
/// the Dockerfile adds. Instructions that a base image keeps with <c>ONBUILD</c> are not known either.
/// </remarks>
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

    /// <summary>What the needed stages take from each other.</summary>
    public IReadOnlyList<StageEdge> Edges { get; init; } = [];

    /// <summary>Whether everything below is known: the final stage stands on <c>scratch</c> and no base image.</summary>
    public bool IsComplete { get; init; }

    /// <summary>The user of the final stage; <see langword="null"/> where the base image decides.</summary>
    public string? User { get; init; }

    /// <summary>The health check of the final stage; <see langword="null"/> where the base image decides.</summary>
    public DockerfileHealthCheck? HealthCheck { get; init; }

    /// <summary>
    /// Whether the final stage has a health check; <see langword="null"/> where the base image decides.
    /// </summary>
    public bool? HasHealthCheck => HealthCheck is { } check ? !check.IsNone : IsComplete ? false : null;

    /// <summary>The ports that the final stage exposes, such as <c>8080/tcp</c>; those of the base image come on top.</summary>
    public IReadOnlyList<string> ExposedPorts { get; init; } = [];

    /// <summary>The volumes of the final stage; those of the base image come on top.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <summary>
    /// The environment that the final stage sets; a value is <see langword="null"/> where it is made of a variable of the base
    /// image.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>
    /// The labels that the final stage sets; a value is <see langword="null"/> where it is made of a variable of the base image.
    /// </summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The working directory; <see langword="null"/> where the base image decides.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The signal that ends the container; <see langword="null"/> where the base image decides.</summary>
    public string? StopSignal { get; init; }

    /// <summary>The author of a <c>MAINTAINER</c>, where there is one.</summary>
    public string? Author { get; init; }

    /// <summary>The shell of a <c>SHELL</c>; <see langword="null"/> where the base image decides, which mostly has <c>/bin/sh -c</c>.</summary>
    public IReadOnlyList<string>? Shell { get; init; }

    /// <summary>The entry point, shell included; <see langword="null"/> where the base image decides.</summary>
    public IReadOnlyList<string>? Entrypoint { get; init; }

    /// <summary>
    /// The command, shell included; empty where an entry point takes away that of the base image, and <see langword="null"/>
    /// where the base image decides.
    /// </summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>What a build on this image carries out first (<c>ONBUILD</c>).</summary>
    public IReadOnlyList<DockerfileInstruction> Triggers { get; init; } = [];
}
