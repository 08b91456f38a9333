using Slipway.Containers.Compose;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Stacks;

/// <summary>An image that a stack builds. Named after the first service that builds it.</summary>
public sealed class Image
{
    /// <summary>The service's name, which is the name of the node: <c>BuildImages:api</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name and tag that the built image gets.</summary>
    public required string Reference { get; init; }

    /// <summary>The service that builds it.</summary>
    public required ComposeService Service { get; init; }

    /// <summary>Its Dockerfile, read; one stage from <c>scratch</c> stands for it where not <see cref="HasDockerfile"/>.</summary>
    public required Dockerfile Dockerfile { get; init; }

    /// <summary>Whether its Dockerfile is here to be read: it is not where the context is an address.</summary>
    public bool HasDockerfile => !Build.IsRemote || Build.DockerfileInline is not null;

    /// <summary>The Dockerfile's path, absolute; empty where it is inside of the compose file or at an address.</summary>
    public required string DockerfilePath { get; init; }

    /// <summary>Which of its stages is built, and with which arguments.</summary>
    public required DockerfileOptions Options { get; init; }

    /// <summary>The images from elsewhere that the stages it needs start from or copy from.</summary>
    public required IReadOnlyList<string> Bases { get; init; }

    /// <summary>The base of its last stage, which its size is counted above; <see langword="null"/> for <c>scratch</c>.</summary>
    public required string? FinalBase { get; init; }

    /// <summary>What its build needs in memory (<c>x-slipway: { build: { memory: … } }</c>), where that is declared.</summary>
    public required ByteSize? Memory { get; init; }

    /// <summary>The most that its layers above the base may take (<c>x-slipway: { size: … }</c>), where that is declared.</summary>
    public required ByteSize? SizeBudget { get; init; }

    /// <summary>What its additional contexts stand for.</summary>
    internal StackContexts Contexts { get; init; } = StackContexts.None;

    /// <summary>How it is built.</summary>
    public ComposeBuild Build => Service.Build!;

    /// <summary>Its name.</summary>
    public override string ToString() => Name;
}
