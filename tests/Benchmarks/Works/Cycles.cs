using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>A ladder of diamonds with a cycle at its end, in which the ways through double with every rung.</summary>
internal sealed class Cycles : IWork
{
    private const int Count = 10_000;

    public string Name => "cycle";

    public string Title => "A ladder of 5,000 diamonds, 10,000 targets, whose first target needs its last";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var build = new GeneratedBuild(scratch, "ladder");
        var missing = await build.MakeAsync(Shapes.Ladder(Count), cancellationToken);
        return
        [
            build.Contender("`./build.sh L1`, the cycle printed", missing, "L1") with { Reach = 0.5, ExitCode = 2, Expected = "in a circle", Elsewhere = "Bullseye: 46 targets take 3 s, two more double it" },
        ];
    }
}
