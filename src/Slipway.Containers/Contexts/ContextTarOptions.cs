namespace Slipway.Containers.Contexts;

/// <summary>What to send to a builder.</summary>
public sealed record ContextTarOptions
{
    /// <summary>The context, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>What is left out. Nothing unless set.</summary>
    public DockerIgnore Ignore { get; init; } = DockerIgnore.None;

    /// <summary>The Dockerfile, absolute. <c>Dockerfile</c> in the context unless set.</summary>
    public string? DockerfilePath { get; init; }

    /// <summary>A Dockerfile to send in place of the file, where it is set.</summary>
    public string? DockerfileText { get; init; }
}
