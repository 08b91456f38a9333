namespace Slipway.Containers.Compose;

/// <summary>Where a service's output goes.</summary>
/// <param name="Driver">The driver; the engine's own unless set.</param>
/// <param name="Options">The driver's options.</param>
public sealed record ComposeLogging(string? Driver, IReadOnlyDictionary<string, string> Options);
