namespace Slipway.Containers.Engine;

/// <summary>A volume.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">What holds it, mostly <c>local</c>.</param>
/// <param name="Labels">Its labels.</param>
public sealed record VolumeSummary(string Name, string Driver, IReadOnlyDictionary<string, string> Labels);
