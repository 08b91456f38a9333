namespace Slipway.Containers.Compose;

/// <summary>A command that compose runs in a container at some moment.</summary>
public sealed record ComposeHook
{
    /// <summary>The command.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Who runs it; the container's user unless set.</summary>
    public string? User { get; init; }

    /// <summary>Whether it runs with all rights.</summary>
    public bool IsPrivileged { get; init; }

    /// <summary>The folder that it runs in; the container's own unless set.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>More variables for it; <see langword="null"/> for one that has its value from the environment. Values may be secret.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
