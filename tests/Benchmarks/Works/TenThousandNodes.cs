using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>One target with a node for each of up to 10,000 items: what it costs, and how it grows.</summary>
internal sealed class TenThousandNodes : IWork
{
    private const string Target = """
        [Parameter("How many items there are.")] private int Count => Get(10000);

        public Target<string, int> Each => _ => _
            .ForEach(() => Items())
            .WaitsFor(item => Before(int.Parse(item[1..])).Select(number => "i" + number))
            .Executes((item, run) => Task.FromResult(item.Length));

        private IEnumerable<string> Items() => Enumerable.Range(0, Count).Select(number => "i" + number);

        // Up to two of the fifty items before it, from a generator that gives the same each time.
        private static IEnumerable<int> Before(int number)
        {
            var state = (uint)number * 2654435761u + 20261121u;
            for (var i = 0; i < 2 && number > 0; i++)
            {
                state = state * 1664525u + 1013904223u;
                yield return number - 1 - (int)(state >> 8) % Math.Min(number, 50);
            }
        }
        """;

    public string Name => "nodes";

    public string Title => "10,000 nodes of one target";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var build = new GeneratedBuild(scratch, "nodes");
        var missing = await build.MakeAsync(Target.Split('\n'), cancellationToken);
        return
        [
            build.Contender("10,000 nodes", missing, "Each") with { Reach = 0.4, Expected = "i9999", IsProfiled = true, Elsewhere = "NUKE 10.1 grows cubically: 3,000 targets take 42 s" },
            build.Contender("5,000 nodes", missing, "Each", "--count", "5000") with { Expected = "i4999" },
            build.Contender("2,500 nodes", missing, "Each", "--count", "2500") with { Expected = "i2499" },
            build.Contender("1 node", missing, "Each", "--count", "1") with { Expected = "i0" },
            build.Contender("10,000 nodes, `--plan`", missing, "Each", "--plan") with { Expected = "i9999", IsProfiled = true },
        ];
    }
}
