namespace Slipway;

/// <summary>A target, or one node of a per-item target, that has ended, or is not to run.</summary>
/// <param name="Name"><c>Target</c> or <c>Target:item</c>.</param>
/// <param name="Target">The target.</param>
/// <param name="Item">The item; <see langword="null"/> where the target runs once.</param>
/// <param name="Duration">How long it ran; nothing where it did not.</param>
/// <param name="Why">What the summary says of it. Secrets are masked.</param>
public sealed record TargetEnd(string Name, string Target, object? Item, TimeSpan Duration, string Why)
{
    /// <summary>Whether it did not have to run, as its earlier result holds.</summary>
    public bool IsUpToDate { get; init; }

    /// <summary>The whole text of the failure, where it failed. Secrets are masked.</summary>
    public string? Failure { get; init; }
}
