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

    /// <summary>The compose profiles; those of the compose file's <c>x-slipway</c> unless set.</summary>
    public IReadOnlyList<string>? Profiles { get; init; }
}
