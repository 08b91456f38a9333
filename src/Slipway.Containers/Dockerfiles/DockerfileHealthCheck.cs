namespace Slipway.Containers.Dockerfiles;

/// <summary>How an image tells whether it is healthy.</summary>
public sealed record DockerfileHealthCheck
{
    /// <summary>
    /// <c>CMD</c> and a program with its arguments, <c>CMD-SHELL</c> and a line for the shell, or <c>NONE</c>, which takes
    /// away the check of the base image.
    /// </summary>
    public required IReadOnlyList<string> Test { get; init; }

    /// <summary>Between two checks; the engine's default where it is not stated.</summary>
    public TimeSpan Interval { get; init; }

    /// <summary>For one check; the engine's default where it is not stated.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>In which failures do not count; the engine's default where it is not stated.</summary>
    public TimeSpan StartPeriod { get; init; }

    /// <summary>Between two checks of the start period; the engine's default where it is not stated.</summary>
    public TimeSpan StartInterval { get; init; }

    /// <summary>The failures in a row that make it unhealthy; 0 for the engine's default.</summary>
    public int Retries { get; init; }

    /// <summary>Whether there is none.</summary>
    public bool IsNone => Test is ["NONE"];
}
