namespace Slipway.Containers.Compose;

/// <summary>A named value of a mapping.</summary>
/// <param name="Key">The name.</param>
/// <param name="Place">Where the name is written.</param>
/// <param name="Value">The value.</param>
public sealed record YamlEntry(string Key, Place Place, YamlValue Value);
