namespace Slipway.Containers.Compose;

/// <summary>What happens to a running service when files change: an item of <c>develop.watch</c>.</summary>
public sealed record ComposeWatch
{
    /// <summary>Where it is written.</summary>
    public required Place Place { get; init; }

    /// <summary>The file or folder to watch, absolute, links resolved.</summary>
    public required string Path { get; init; }

    /// <summary><c>rebuild</c>, <c>sync</c>, <c>restart</c>, <c>sync+restart</c> or <c>sync+exec</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Where files are copied to in the container.</summary>
    public string? Target { get; init; }

    /// <summary>Patterns of files below <see cref="Path"/> that do not count.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>The command of <c>sync+exec</c>.</summary>
    public ComposeHook? Exec { get; init; }
}
