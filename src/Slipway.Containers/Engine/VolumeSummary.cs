namespace Slipway.Containers.Engine;

/// <summary>A volume.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Driver">What holds it, mostly <c>local</c>.</param>
/// <param name="Labels">Its labels.</param>
public sealed record VolumeSummary(string Name, string Driver, IReadOnlyDictionary<string, string> Labels)
{
    /// <summary>What its driver was told.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
