namespace Slipway.Containers.Dockerfiles;

/// <summary>A stage of a Dockerfile: what follows a <c>FROM</c>.</summary>
public sealed record DockerfileStage
{
    /// <summary>Its number, counted from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The name after <c>AS</c> in lower case, where there is one.</summary>
    public string? Name { get; init; }

    /// <summary>The base as written: an image, a stage above, or <c>scratch</c>.</summary>
    public required string BaseName { get; init; }

    /// <summary>The value of <c>--platform</c> as written, where there is one.</summary>
    public string? Platform { get; init; }

    /// <summary>Where its <c>FROM</c> is.</summary>
    public required Place Place { get; init; }

    /// <summary>The last line of its <c>FROM</c>.</summary>
    public int EndLine { get; init; }

    /// <summary>The instructions below its <c>FROM</c>.</summary>
    public required IReadOnlyList<DockerfileInstruction> Instructions { get; init; }

    /// <summary>The name, or the number where it has none.</summary>
    public string DisplayName => Name ?? $"stage {Index}";
}
