namespace Slipway.Containers.Engine;

/// <summary>A line that a container wrote.</summary>
/// <param name="Time">When.</param>
/// <param name="Text">What.</param>
/// <param name="IsError">Whether to standard error. A container with a terminal has standard output only.</param>
public sealed record LogLine(DateTimeOffset Time, string Text, bool IsError);
