namespace Slipway.Containers.Building;

/// <summary>What an image is built from and what it is called.</summary>
public sealed record ImageBuildRequest
{
    /// <summary>What the image is called in messages: <c>python-ai-service</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The references that it gets when the build has succeeded, and not before.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Writes the build context as a tar archive, not compressed, to the stream, front to back.</summary>
    public required Func<Stream, CancellationToken, Task> WriteContext { get; init; }

    /// <summary>The Dockerfile's path inside the context. <c>Dockerfile</c> unless set.</summary>
    public string DockerfileName { get; init; } = "Dockerfile";

    /// <summary>The Dockerfile's path for people, in messages; <see cref="DockerfileName"/> unless set.</summary>
    public string? DockerfilePath { get; init; }

    /// <summary>The stage to build; the last unless set.</summary>
    public string? Target { get; init; }

    /// <summary>Values for the Dockerfile's <c>ARG</c>s. They stay visible in the image: no secrets.</summary>
    public IReadOnlyDictionary<string, string> BuildArguments { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Labels for the image.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Such as <c>linux/arm64</c>; the engine's own unless set.</summary>
    public string? Platform { get; init; }

    /// <summary>Whether every step runs, whatever the engine remembers.</summary>
    public bool NoCache { get; init; }

    /// <summary>Whether base images are fetched even where the engine has them.</summary>
    public bool Pull { get; init; }

    /// <summary>The network of <c>RUN</c> steps, such as <c>host</c> or <c>none</c>; the engine's default unless set.</summary>
    public string? NetworkMode { get; init; }

    /// <summary>More host names for <c>RUN</c> steps, each as <c>name:address</c>.</summary>
    public IReadOnlyList<string> ExtraHosts { get; init; } = [];

    /// <summary>Images whose layers may be taken instead of running steps.</summary>
    public IReadOnlyList<string> CacheFrom { get; init; } = [];

    /// <summary>The control group that its steps run below, as the engine's machine names it; the engine's own unless set.</summary>
    public string? ControlGroup { get; init; }

    /// <summary>Finds the Dockerfile's line that a step comes from, for messages; steps have no line unless set.</summary>
    public Func<BuildStep, Place?>? FindPlace { get; init; }
}
