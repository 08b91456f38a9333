namespace Slipway.Containers.Engine;

/// <summary>One health check that was made.</summary>
/// <param name="Ended">When it ended.</param>
/// <param name="ExitCode">0 passed; -1 took too long or could not be started.</param>
/// <param name="Output">What it wrote, without surrounding white space.</param>
public sealed record HealthProbe(DateTimeOffset Ended, int ExitCode, string Output);
