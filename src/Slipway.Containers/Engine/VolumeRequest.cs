namespace Slipway.Containers.Engine;

/// <summary>A volume that is to be made.</summary>
/// <param name="Name">Its name.</param>
public sealed record VolumeRequest(string Name)
{
    /// <summary>What holds it. <c>local</c> unless set.</summary>
    public string Driver { get; init; } = "local";

    /// <summary>What its driver is told.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
