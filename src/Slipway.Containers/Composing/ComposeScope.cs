namespace Slipway.Containers.Composing;

/// <summary>What a compose command works on: exactly these files, whatever the surroundings say.</summary>
public sealed record ComposeScope
{
    /// <summary>The project's name.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The folder that relative paths in the files start from.</summary>
    public required string ProjectFolder { get; init; }

    /// <summary>The compose files, later ones laid over earlier ones.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The profiles that are on.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>Every profile that the files know, for commands that must reach all containers. Those that are on unless set.</summary>
    public IReadOnlyList<string>? AllProfiles { get; init; }

    /// <summary>Files with variables; the project folder's <c>.env</c>, if it is there, unless set.</summary>
    public IReadOnlyList<string> EnvironmentFiles { get; init; } = [];

    /// <summary>More variables, secrets among them: they go by the process's environment. <see langword="null"/> removes one.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
