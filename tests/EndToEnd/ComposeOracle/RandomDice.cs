namespace EndToEnd.ComposeOracle;

/// <summary>Chances that are the same for one seed on every machine.</summary>
internal sealed class RandomDice(int seed)
{
    private ulong _state = ((ulong)(uint)seed * 0x9E3779B97F4A7C15) + 0x1234567;

    /// <summary>A number from 0 that is below <paramref name="limit"/>.</summary>
    public int Below(int limit)
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (int)((_state >> 11) % (ulong)limit);
    }

    /// <summary>True in so many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of <paramref name="choices"/>.</summary>
    public T Pick<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Some of <paramref name="choices"/>, in their order.</summary>
    public List<T> Some<T>(IEnumerable<T> choices, int percent) => [.. choices.Where(_ => Chance(percent))];
}
