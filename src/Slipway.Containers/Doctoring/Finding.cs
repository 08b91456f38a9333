namespace Slipway.Containers.Doctoring;

/// <summary>Something that the doctor found.</summary>
/// <param name="IsError">Whether a deployment would fail over it; otherwise it is worth a look.</param>
/// <param name="Problem">What is wrong, where, and what to do.</param>
public sealed record Finding(bool IsError, Problem Problem)
{
    /// <summary>Mends it and says what was done; <see langword="null"/> for what only people can mend.</summary>
    public Func<string>? Fix { get; init; }
}
