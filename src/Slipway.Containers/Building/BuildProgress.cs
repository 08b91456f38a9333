namespace Slipway.Containers.Building;

/// <summary>A piece of news about a build.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Step">The step that it happened to.</param>
public sealed record BuildProgress(BuildProgressKind Kind, BuildStep Step)
{
    /// <summary>What the step wrote, one line; empty unless that is the news.</summary>
    public string Line { get; init; } = "";

    /// <summary>Whether the line came on standard error.</summary>
    public bool IsError { get; init; }

    /// <summary>How long the step took; zero before it has ended, and where the builder does not tell.</summary>
    public TimeSpan Duration { get; init; }
}
