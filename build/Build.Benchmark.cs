using Slipway;
using Slipway.Processes;

internal sealed partial class Build
{
    [Parameter("Measure only these works, such as start,wait; the tables then go to .nuke/temp/benchmarks/benchmarks.md.")]
    private string[]? Works => Get<string[]?>();

    public Target Benchmark => _ => _
        .Description("Measures Slipway beside make, Cake and others, and writes docs/benchmarks.md.")
        .Executes(async run =>
        {
            await DotNetAsync(run, "build", "tests/Benchmarks/Benchmarks.csproj", "-c", "Release", "-nologo", "-v", "quiet");
            List<string> arguments = [Path.Combine(Artifacts, "bin", "Benchmarks", "release", "Benchmarks.dll"), "--repository", RootFolder];
            if (Works is { Length: > 0 } works)
                arguments.AddRange(["--works", string.Join(',', works), "--report", Path.Combine(TempFolder, "benchmarks", "benchmarks.md")]);
            await run.Processes.RunOrFailAsync(
                new ProcessInvocation
                {
                    Program = "dotnet",
                    Arguments = arguments,
                    WorkingFolder = RootFolder,
                    Timeout = TimeSpan.FromMinutes(90),
                    OnOutput = line => run.Log(line.Text),
                    Try = "mend what the last lines name",
                },
                run.CancellationToken);
        });
}
