using Slipway.Containers.Compose;
using Slipway.Containers.Dockerfiles;

namespace Slipway.Containers.Linting;

/// <summary>A Dockerfile with what it is built from and for.</summary>
public sealed class LintImage
{
    /// <summary>Resolves <paramref name="dockerfile"/>, once.</summary>
    /// <param name="dockerfile">The Dockerfile.</param>
    /// <param name="options">How it is built.</param>
    /// <exception cref="ProblemException">The Dockerfile cannot be built like that.</exception>
    public LintImage(Dockerfile dockerfile, DockerfileOptions options)
    {
        Dockerfile = dockerfile;
        Target = dockerfile.Resolve(options);
    }

    /// <summary>The Dockerfile.</summary>
    public Dockerfile Dockerfile { get; }

    /// <summary>What its build needs and yields.</summary>
    public DockerfileTarget Target { get; }

    /// <summary>The folder of the context, absolute; <see langword="null"/> where it is remote.</summary>
    public string? ContextFolder { get; init; }

    /// <summary>The Dockerfile's absolute path; <see langword="null"/> where it is part of a compose file.</summary>
    public string? Path { get; init; }

    /// <summary>The services that run it.</summary>
    public IReadOnlyList<ComposeService> Services { get; init; } = [];

    /// <summary>The instructions of the stages that the build needs.</summary>
    internal IEnumerable<DockerfileInstruction> Instructions => Target.Stages.SelectMany(stage => stage.Stage.Instructions);
}
