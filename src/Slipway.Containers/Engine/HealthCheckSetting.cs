namespace Slipway.Containers.Engine;

/// <summary>How the engine finds out whether a container is healthy.</summary>
/// <param name="Test">The kind (<c>CMD</c>, <c>CMD-SHELL</c>, <c>NONE</c>), then the command.</param>
/// <param name="Interval">Time between two checks; the engine's default (30 s) where zero.</param>
/// <param name="Timeout">How long a check may take; the engine's default (30 s) where zero.</param>
/// <param name="StartPeriod">How long failures do not count after the start.</param>
/// <param name="Retries">Failures in a row that make it unhealthy; the engine's default (3) where zero.</param>
public sealed record HealthCheckSetting(IReadOnlyList<string> Test, TimeSpan Interval, TimeSpan Timeout, TimeSpan StartPeriod, int Retries)
{
    /// <summary>Whether it says that there is no check: <c>HEALTHCHECK NONE</c>.</summary>
    public bool IsDisabled => Test is ["NONE", ..];
}
