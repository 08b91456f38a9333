namespace Slipway.Containers.Compose;

/// <summary>What to load, and with which variables.</summary>
public sealed record ComposeOptions
{
    /// <summary>The folder that relative paths start from, absolute.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>
    /// The compose files, later ones over earlier ones. Unless set: those of <c>COMPOSE_FILE</c>, else <c>compose.yaml</c> or
    /// one of its other names in <see cref="ProjectFolder"/>, or in the nearest folder above it, with its override file.
    /// </summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>The environment file. <c>.env</c> in <see cref="ProjectFolder"/>, where there is one, unless set.</summary>
    public string? EnvironmentFile { get; init; }

    /// <summary>Several environment files, later ones over earlier ones, in place of <see cref="EnvironmentFile"/>.</summary>
    public IReadOnlyList<string>? EnvironmentFiles { get; init; }

    /// <summary>Whether variables are replaced. True unless set; without, a text stays a text where a number is asked for.</summary>
    public bool Interpolates { get; init; } = true;

    /// <summary>
    /// Whether fields and values that newer versions of the Compose Specification have, and compose 2.26 does not know, are
    /// wrong. False unless set: whoever runs the stack may have a newer compose.
    /// </summary>
    public bool RefusesNewerFields { get; init; }

    /// <summary>The variables of the process: they win over the environment file. None unless set.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The profiles to activate. Those of <c>COMPOSE_PROFILES</c> unless set; <c>*</c> is all of them.</summary>
    public IReadOnlyList<string>? Profiles { get; init; }

    /// <summary>The project's name. <c>COMPOSE_PROJECT_NAME</c>, <c>name:</c> or the folder's name unless set.</summary>
    public string? ProjectName { get; init; }

    /// <summary>
    /// Whether required variables without a value count as empty, and missing files of <c>env_file</c> are passed over,
    /// as for listing what a file mentions.
    /// </summary>
    public bool AllowMissingVariables { get; init; }

    /// <summary>The folder that places in messages are relative to. <see cref="ProjectFolder"/> unless set.</summary>
    public string? RootFolder { get; init; }
}
