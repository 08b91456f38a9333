using System.Globalization;
using Benchmarks.Contenders;
using Slipway.Processes;

namespace Benchmarks.Works;

/// <summary>A random graph of 1,000 targets: its run, its plan, and the memory of the run.</summary>
internal sealed class ThousandTargets : IWork
{
    private const int Count = 1000;

    public string Name => "thousand";

    public string Title => "A graph of 1,000 targets that do nothing";

    public async Task<IReadOnlyList<Contender>> PrepareAsync(Scratch scratch, CancellationToken cancellationToken)
    {
        var graph = Shapes.Graph(Count);
        var build = new GeneratedBuild(scratch, "thousand");
        var missing = await build.MakeAsync(Shapes.Targets(graph), cancellationToken);
        var rules = graph.Select((needs, i) => $".PHONY: T{i}\nT{i}: {string.Join(' ', needs.Select(need => $"T{need}"))}\n\t@:\n");
        scratch.Write("thousand-make/Makefile", $"All: {string.Join(' ', Enumerable.Range(0, Count).Select(i => $"T{i}"))}\n" + string.Concat(rules));
        return
        [
            build.Contender("`./build.sh All`", missing, "All") with { Reach = 0.10, Expected = "T999", IsProfiled = true, Elsewhere = "NUKE 10.1: 5.76 s" },
            build.Contender("`./build.sh All --plan`", missing, "All", "--plan") with { Reach = 0.10, Expected = "T999", IsProfiled = true },
            build.Contender("`./build.sh T0`, one of them", missing, "T0") with { Expected = "T0" },
            new Contender("make") { Command = scratch.Command("thousand-make", "make", "All") },
            build.Contender("peak memory of `./build.sh All`", missing) with
            {
                Command = scratch.Command("thousand", "/usr/bin/time", "-f", "peak %M", "bash", "build.sh", "All"),
                Expected = "peak ",
                Read = PeakMemory,
                Unit = "MiB",
                Reach = 80,
                Elsewhere = "NUKE 10.1: 147 MiB",
            },
        ];
    }

    private static double PeakMemory(ProcessResult result) =>
        double.Parse(result.Output.Last(line => line.Text.StartsWith("peak ", StringComparison.Ordinal)).Text[5..], CultureInfo.InvariantCulture) / 1024;
}
