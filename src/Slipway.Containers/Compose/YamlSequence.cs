namespace Slipway.Containers.Compose;

/// <summary>A list of values.</summary>
public sealed record YamlSequence : YamlValue
{
    /// <summary>The values in the order of the file.</summary>
    public required IReadOnlyList<YamlValue> Items { get; init; }

    internal override string Description => "a list";

    internal override long Weight => field > 0 ? field : field = 1 + Items.Sum(item => item.Weight);

    internal override int Depth => field > 0 ? field : field = 1 + Items.Select(item => item.Depth).DefaultIfEmpty().Max();
}
