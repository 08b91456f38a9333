namespace Slipway.Containers.Dockerfiles;

/// <summary>An instruction of a Dockerfile.</summary>
public sealed record DockerfileInstruction
{
    /// <summary>The instruction in upper case, such as <c>COPY</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>Where it begins.</summary>
    public required Place Place { get; init; }

    /// <summary>The flags in their order.</summary>
    public IReadOnlyList<DockerfileFlag> Flags { get; init; } = [];

    /// <summary>What follows keyword and flags, continued lines joined.</summary>
    public required string Arguments { get; init; }

    /// <summary>The items where <see cref="Arguments"/> are a JSON list (exec form), else <see langword="null"/>.</summary>
    public IReadOnlyList<string>? List { get; init; }

    /// <summary>The texts that belong to it.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>The instruction that <c>ONBUILD</c> keeps for later.</summary>
    public DockerfileInstruction? Inner { get; init; }

    /// <summary>The value of a flag, or <see langword="null"/>.</summary>
    /// <param name="name">The flag, without dashes.</param>
    public string? Flag(string name) => Flags.LastOrDefault(flag => flag.Name == name)?.Value;
}
