namespace Benchmarks.Contenders;

/// <summary>Targets of generated builds: the same each time.</summary>
internal static class Shapes
{
    // Any number does, as long as it stays.
    private const uint Seed = 20261121;

    /// <summary>One after the other: <c>T1</c> to <c>Tn</c>.</summary>
    public static IEnumerable<string> Chain(int count) =>
        Enumerable.Range(1, count).Select(i => $"public Target T{i} => _ => _{(i > 1 ? $".DependsOn(T{i - 1})" : "")}.Executes(() => {{ }});");

    /// <summary>What each target of a random graph depends on: up to three of the fifty before it.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Graph(int count)
    {
        var state = Seed;
        return [.. Enumerable.Range(0, count).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, Math.Min(i, 3)).Select(_ => i - 1 - (int)(Next() % (uint)Math.Min(i, 50))).Distinct().Order()])];

        // The constants of Numerical Recipes; the low bits repeat soon.
        uint Next() => (state = unchecked((state * 1664525u) + 1013904223u)) >> 8;
    }

    /// <summary>The targets of such a graph, and <c>All</c>, which needs every one.</summary>
    public static IEnumerable<string> Targets(IReadOnlyList<IReadOnlyList<int>> graph) => graph
        .Select((needs, i) => $"public Target T{i} => _ => _{(needs.Count > 0 ? $".DependsOn({Names(needs)})" : "")}.Executes(() => {{ }});")
        .Append($"public Target All => _ => _.DependsOn({Names(Enumerable.Range(0, graph.Count))});");

    /// <summary>A ladder of diamonds: each rung needs both targets of the rung before it; the first needs the last.</summary>
    public static IEnumerable<string> Ladder(int count) => Enumerable.Range(0, count).Select(i => i switch
    {
        0 => $"public Target L0 => _ => _.DependsOn(L{count - 1}).Executes(() => {{ }});",
        _ => $"public Target L{i} => _ => _.DependsOn({Names(Before(i), "L")}).Executes(() => {{ }});",
    });

    /// <summary>Targets that only wait, and <c>All</c> of them.</summary>
    public static IEnumerable<string> Waiting(int count, int milliseconds) => Enumerable.Range(0, count)
        .Select(i => $"public Target W{i} => _ => _.Executes(run => Task.Delay({milliseconds}, run.CancellationToken));")
        .Append($"public Target All => _ => _.DependsOn({Names(Enumerable.Range(0, count), "W")});");

    // Rungs are 1 and 2, 3 and 4, ...; the one before the first is 0 alone.
    private static IEnumerable<int> Before(int i) => i <= 2 ? [0] : i % 2 == 1 ? [i - 2, i - 1] : [i - 3, i - 2];

    private static string Names(IEnumerable<int> numbers, string prefix = "T") => string.Join(", ", numbers.Select(number => prefix + number));
}
