using Slipway;

namespace Benchmarks.Inner;

/// <summary>A build whose one target has as many nodes as are asked for.</summary>
public sealed class NodesBuild(int count) : SlipwayBuild
{
    /// <summary>Each node waits for the one ten before it.</summary>
    public Target<string, int> Each => _ => _
        .ForEach(() => Enumerable.Range(0, count).Select(Item))
        .WaitsFor(item => int.Parse(item, System.Globalization.CultureInfo.InvariantCulture) is >= 10 and var number ? [Item(number - 10)] : [])
        .Executes((item, _) => Task.FromResult(item.Length));

    private static string Item(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
