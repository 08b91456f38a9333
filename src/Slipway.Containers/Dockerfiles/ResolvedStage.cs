namespace Slipway.Containers.Dockerfiles;

/// <summary>A stage with its variables replaced and its base found.</summary>
public sealed record ResolvedStage
{
    /// <summary>The stage.</summary>
    public required DockerfileStage Stage { get; init; }

    /// <summary>The base, variables replaced.</summary>
    public required string BaseName { get; init; }

    /// <summary>The stage that it is based on, where it is one.</summary>
    public DockerfileStage? BaseStage { get; init; }

    /// <summary>The image that it is based on; <see langword="null"/> for a stage, a context and <c>scratch</c>.</summary>
    public ImageReference? BaseImage { get; init; }

    /// <summary>The platform, variables replaced, where one is stated.</summary>
    public string? Platform { get; init; }

    /// <summary>The stages whose files it copies or mounts.</summary>
    public IReadOnlyList<DockerfileStage> CopiesFrom { get; init; } = [];
}
