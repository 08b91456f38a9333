using BenchmarkDotNet.Attributes;
using Slipway.Testing;

namespace Benchmarks.Inner;

/// <summary>A plan from the command line to its text, and a run.</summary>
public class Planning
{
    /// <summary>A plan of 1,000 nodes.</summary>
    [Benchmark(Description = "plan 1,000 nodes")]
    public Task<int> Thousand() => RunAsync(1000, "--plan");

    /// <summary>A plan of 10,000 nodes.</summary>
    [Benchmark(Description = "plan 10,000 nodes")]
    public Task<int> TenThousand() => RunAsync(10_000, "--plan");

    /// <summary>A run of 10,000 nodes.</summary>
    [Benchmark(Description = "plan and run 10,000 nodes")]
    public Task<int> Run() => RunAsync(10_000);

    private static async Task<int> RunAsync(int count, params string[] more)
    {
        using var project = new TestProject { Time = TimeProvider.System };
        var run = await project.RunAsync(new NodesBuild(count), ["Each", .. more]);
        return run.ExitCode == 0 ? run.ExitCode : throw new InvalidOperationException(run.Error);
    }
}
