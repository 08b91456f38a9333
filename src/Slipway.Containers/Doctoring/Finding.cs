namespace Slipway.Containers.Doctoring;

/// <summary>Something that the doctor found.</summary>
/// <param name="IsError">Whether a deployment would fail over it; otherwise it is worth a look.</param>
/// <param name="Problem">What is wrong, where, and what to do.</param>
public sealed record Finding(bool IsError, Problem Problem);
