namespace Slipway.Containers.Stacks;

/// <summary>Which stack to read, and how.</summary>
public sealed record StackOptions
{
    /// <summary>The folder with the compose file, absolute.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that places in messages are relative to.</summary>
    public required string RootFolder { get; init; }

    /// <summary>The variables of the process: they win over <c>.env</c>.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>
    /// The compose files, later ones over earlier ones, relative to <see cref="Folder"/>; those that compose finds there unless set.
    /// </summary>
    public IReadOnlyList<string>? ComposeFiles { get; init; }

    /// <summary>Environment files, later ones over earlier ones, relative to <see cref="Folder"/>; <c>.env</c> unless set.</summary>
    public IReadOnlyList<string>? EnvironmentFiles { get; init; }

    /// <summary>
    /// Whether required variables without a value count as empty, for looking at a stack that cannot be deployed yet. Not
    /// unless set.
    /// </summary>
    public bool AllowMissingVariables { get; init; }

    /// <summary>The compose profiles; those of the compose file's <c>x-slipway</c> unless set.</summary>
    public IReadOnlyList<string>? Profiles { get; init; }

    /// <summary>Profiles on top of the others, each with the option that asks for it: <c>redis</c>, <c>--with-redis</c>.</summary>
    public IReadOnlyList<(string Profile, string Option)> MoreProfiles { get; init; } = [];

    /// <summary>Whether the variables of <c>x-slipway: { memory-optimized: … }</c> hold, over those of the environment file. False unless set.</summary>
    public bool IsMemoryOptimized { get; init; }

    /// <summary>Whether the variables of <c>x-slipway: { together: … }</c> hold where nobody else says something. False unless set.</summary>
    public bool IsTogether { get; init; }

    /// <summary>Whether the images of services of the profile <c>test</c> are among those that are built. False unless set.</summary>
    public bool IncludesTests { get; init; }
}
