namespace Slipway.Containers.Dockerfiles;

/// <summary>What a Dockerfile is built with.</summary>
public sealed record DockerfileOptions
{
    /// <summary>The stage to build, by name or number; the last one unless set.</summary>
    public string? Target { get; init; }

    /// <summary>The build arguments. None unless set.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The platform to build for, such as <c>linux/arm64</c>; that of this machine unless set.</summary>
    public string? Platform { get; init; }

    /// <summary>The names of additional contexts: they come before stages and images of the same name.</summary>
    public IReadOnlyCollection<string> Contexts { get; init; } = [];
}
