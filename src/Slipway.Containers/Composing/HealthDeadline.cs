using Slipway.Containers.Engine;

namespace Slipway.Containers.Composing;

/// <summary>How long a health check may take to decide.</summary>
internal static class HealthDeadline
{
    // What the engine takes where a setting is zero.
    private static readonly TimeSpan EngineInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan EngineTimeout = TimeSpan.FromSeconds(30);
    private const int EngineRetries = 3;

    // The engine starts a check, and kills one that hangs, a moment late.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>The start period and all retries with their pauses; <see langword="null"/> where there is no check.</summary>
    public static TimeSpan? Of(HealthCheckSetting? check) => check is null or { IsDisabled: true } ? null : check.StartPeriod + Grace
        + (Or(check.Retries, EngineRetries) * (Or(check.Interval, EngineInterval) + Or(check.Timeout, EngineTimeout)));

    private static int Or(int value, int otherwise) => value > 0 ? value : otherwise;

    private static TimeSpan Or(TimeSpan value, TimeSpan otherwise) => value > TimeSpan.Zero ? value : otherwise;
}
