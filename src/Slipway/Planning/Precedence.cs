namespace Slipway.Planning;

/// <summary>What waits for what, by position in the plan.</summary>
internal sealed class Precedence
{
    private readonly int[] _waits;
    private readonly int[] _first;
    private readonly int[] _after;

    /// <summary>Of nodes that are numbered by their position.</summary>
    public Precedence(IReadOnlyList<PlanNode> nodes)
    {
        _waits = new int[nodes.Count];
        _first = new int[nodes.Count + 1];
        foreach (var node in nodes)
        {
            _waits[node.Index] = node.Needs.Count + node.Follows.Count;
            foreach (var before in node.Needs)
                _first[before.Index + 1]++;
            foreach (var before in node.Follows)
                _first[before.Index + 1]++;
        }

        for (var i = 0; i < nodes.Count; i++)
            _first[i + 1] += _first[i];
        _after = new int[_first[^1]];
        var filled = _first[..^1];
        foreach (var node in nodes)
        {
            foreach (var before in node.Needs)
                _after[filled[before.Index]++] = node.Index;
            foreach (var before in node.Follows)
                _after[filled[before.Index]++] = node.Index;
        }
    }

    /// <summary>A copy of how much each node waits for, to be counted down by each that it stands after.</summary>
    public int[] Waits() => (int[])_waits.Clone();

    /// <summary>The positions of those that wait for a node; one that waits twice stands twice.</summary>
    public ReadOnlySpan<int> After(int index) => _after.AsSpan(_first[index].._first[index + 1]);
}
