namespace EndToEnd.ComposeOracle;

/// <summary>Pairs in an order.</summary>
internal sealed class RandomMap(params IEnumerable<(string Key, object? Value)> pairs)
{
    /// <summary>The pairs; a key may come twice.</summary>
    public List<(string Key, object? Value)> Pairs { get; } = [.. pairs];

    /// <summary>An anchor or a tag that stands before it, with a blank after it.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Adds a pair.</summary>
    public void Add(string key, object? value) => Pairs.Add((key, value));
}
