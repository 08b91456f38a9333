using Benchmarks.Contenders;

namespace Benchmarks.Works;

/// <summary>Eight targets that only wait, all at once.</summary>
internal sealed class Waiting : IWork
{
    private const string Zero = "eight targets that wait for nothing";

    public string Name => "wait";

    public string Title => "Eight targets of 200 ms that only wait";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var waiting = new GeneratedBuild(scratch, "waiting");
        var nothing = new GeneratedBuild(scratch, "nothing");
        var missing = await waiting.MakeAsync(Shapes.Waiting(8, 200), cancellationToken);
        scratch.Write("waiting-make/Makefile", "all: " + string.Join(' ', Enumerable.Range(0, 8).Select(i => $"w{i}")) + "\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"w{i}:\n\t@sleep 0.2\n")));
        return
        [
            waiting.Contender("`./build.sh All`", missing, "All") with { Reach = 0.21, ReachIsAbove = Zero, Expected = "W7" },
            nothing.Contender(Zero, await nothing.MakeAsync(Shapes.Waiting(8, 0), cancellationToken), "All") with { Expected = "W7" },
            new Contender("make -j8") { Command = scratch.Command("waiting-make", "make", "-j8"), Elsewhere = "0.217 s" },
        ];
    }
}
