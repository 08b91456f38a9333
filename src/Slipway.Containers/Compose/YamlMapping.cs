namespace Slipway.Containers.Compose;

/// <summary>Values with names.</summary>
public sealed record YamlMapping : YamlValue
{
    // So few are sooner compared than counted among others by their hashes.
    private const int Few = 8;

    private Dictionary<string, YamlEntry>? _byKey;
    private long _weight;
    private int _depth;

    /// <summary>The entries in the order of the file; every key is there once.</summary>
    public required IReadOnlyList<YamlEntry> Entries
    {
        get;
        init
        {
            field = value;
            // What a copy was made of had other entries.
            (_byKey, _weight, _depth) = (null, 0, 0);
        }
    }

    /// <summary>The value called <paramref name="key"/>, or <see langword="null"/>.</summary>
    /// <param name="key">The name, exactly.</param>
    public YamlValue? this[string key] => Find(key)?.Value;

    internal override string Description => "a mapping";

    internal override long Weight => _weight > 0 ? _weight : _weight = 1 + Entries.Sum(entry => 1 + entry.Value.Weight);

    internal override int Depth => _depth > 0 ? _depth : _depth = 1 + Entries.Aggregate(0, (deepest, entry) => Math.Max(deepest, entry.Value.Depth));

    /// <summary>The entry called <paramref name="key"/>, or <see langword="null"/>.</summary>
    /// <param name="key">The name, exactly.</param>
    public YamlEntry? Find(string key)
    {
        if (Entries.Count <= Few)
        {
            for (var i = 0; i < Entries.Count; i++)
            {
                if (Entries[i].Key == key)
                    return Entries[i];
            }

            return null;
        }

        // Two threads may build it at once: both get the same, and one is kept.
        var byKey = _byKey ??= Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
        return byKey.GetValueOrDefault(key);
    }
}
