namespace Slipway.Containers.Building;

/// <summary>What is known about a build that failed.</summary>
/// <param name="Message">The builder's words.</param>
/// <param name="Step">The step that failed; <see langword="null"/> where no step did.</param>
/// <param name="LastLines">What that step wrote last.</param>
internal sealed record BuildFailure(string Message, BuildStep? Step, IReadOnlyList<string> LastLines)
{
    /// <summary>The Dockerfile's line, where the builder tells.</summary>
    public int? Line { get; init; }

    /// <summary>How the step's program ended, where the builder tells.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether the engine's own front end is one that knows neither heredocs nor named contexts.</summary>
    public bool IsOfOldFrontEnd { get; init; }
}
