namespace Slipway.Containers.Dockerfiles;

/// <summary>An instruction of a Dockerfile.</summary>
public sealed record DockerfileInstruction
{
    /// <summary>The instruction in upper case, such as <c>COPY</c>.</summary>
    public required string Keyword { get; init; }

    /// <summary>Where it begins.</summary>
    public required Place Place { get; init; }

    /// <summary>The last line that belongs to it, its texts included.</summary>
    public int EndLine { get; init; }

    /// <summary>The flags in their order.</summary>
    public IReadOnlyList<DockerfileFlag> Flags { get; init; } = [];

    /// <summary>What follows keyword and flags, continued lines joined.</summary>
    public required string Arguments { get; init; }

    /// <summary>The items where <see cref="Arguments"/> are a JSON list (exec form), else <see langword="null"/>.</summary>
    public IReadOnlyList<string>? List { get; init; }

    /// <summary>
    /// The arguments one by one: the items of a JSON list, the words of <c>FROM</c>, <c>COPY</c>, <c>ADD</c>, <c>EXPOSE</c>,
    /// <c>VOLUME</c> and <c>ARG</c>, else the text as one. Variables and quotes stay.
    /// </summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The pairs of <c>ENV</c>, <c>LABEL</c> and <c>ARG</c>.</summary>
    public IReadOnlyList<DockerfilePair> Pairs { get; init; } = [];

    /// <summary>The texts that belong to it.</summary>
    public IReadOnlyList<Heredoc> Heredocs { get; init; } = [];

    /// <summary>The instruction that <c>ONBUILD</c> keeps for later.</summary>
    public DockerfileInstruction? Inner { get; init; }

    /// <summary>The health check of <c>HEALTHCHECK</c>.</summary>
    public DockerfileHealthCheck? HealthCheck { get; init; }

    /// <summary>Where its arguments begin.</summary>
    public Place ArgumentsPlace { get; init; }

    /// <summary>The value of a flag, or <see langword="null"/>.</summary>
    /// <param name="name">The flag, without dashes.</param>
    public string? Flag(string name) => FindFlag(name)?.Value;

    /// <summary>Whether a flag that is on or off is on.</summary>
    /// <param name="name">The flag, without dashes.</param>
    public bool IsOn(string name) => FindFlag(name)?.IsOn == true;

    internal DockerfileFlag? FindFlag(string name)
    {
        for (var i = Flags.Count - 1; i >= 0; i--)
        {
            if (Flags[i].Name == name)
                return Flags[i];
        }

        return null;
    }
}
