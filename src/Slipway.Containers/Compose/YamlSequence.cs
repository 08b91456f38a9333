namespace Slipway.Containers.Compose;

/// <summary>A list of values.</summary>
public sealed record YamlSequence : YamlValue
{
    private long _weight;
    private int _depth;

    /// <summary>The values in the order of the file.</summary>
    public required IReadOnlyList<YamlValue> Items
    {
        get;
        init
        {
            field = value;
            // What a copy was made of had other items.
            (_weight, _depth) = (0, 0);
        }
    }

    internal override string Description => "a list";

    internal override long Weight => _weight > 0 ? _weight : _weight = 1 + Items.Sum(item => item.Weight);

    internal override int Depth => _depth > 0 ? _depth : _depth = 1 + Items.Aggregate(0, (deepest, item) => Math.Max(deepest, item.Depth));
}
