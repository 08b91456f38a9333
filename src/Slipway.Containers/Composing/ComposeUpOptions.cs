namespace Slipway.Containers.Composing;

/// <summary>How services are started.</summary>
public sealed record ComposeUpOptions
{
    /// <summary>The services to start; all whose profile is on unless set.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    /// <summary>Whether what they depend on is left alone.</summary>
    public bool NoDependencies { get; init; }

    /// <summary>Whether containers of services that the files no longer have are removed.</summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>Whether containers are made anew even where nothing changed.</summary>
    public bool ForceRecreate { get; init; }

    /// <summary>How many containers services have, in place of what the files say. Nothing unless set.</summary>
    public IReadOnlyDictionary<string, int> Scale { get; init; } = new Dictionary<string, int>(StringComparer.Ordinal);
}
