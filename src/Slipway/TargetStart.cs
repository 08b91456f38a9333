namespace Slipway;

/// <summary>A target, or one node of a per-item target, that starts.</summary>
/// <param name="Name"><c>Target</c> or <c>Target:item</c>.</param>
/// <param name="Target">The target.</param>
/// <param name="Item">The item; <see langword="null"/> where the target runs once.</param>
/// <param name="Reason">Why it runs.</param>
public sealed record TargetStart(string Name, string Target, object? Item, string Reason);
