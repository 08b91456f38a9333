using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Benchmarks.Contenders;
using Benchmarks.Measuring;
using Perfolizer.Horology;

namespace Benchmarks.Inner;

/// <summary>Parts that take too little of a process to be seen from outside, by BenchmarkDotNet.</summary>
internal static class InnerParts
{
    public const string Name = "inner";

    public static IReadOnlyList<InnerMeasurement> Run(Scratch scratch)
    {
        // Inside this process: nothing is generated, restored and compiled once more.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(3).WithIterationCount(7).WithIterationTime(TimeInterval.FromMilliseconds(200));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(NullLogger.Instance).AddColumnProvider(DefaultColumnProviders.Instance).WithArtifactsPath(scratch.PathOf("inner"));
        return [.. new[] { typeof(Planning), typeof(Reading), typeof(ReadingMuch) }.SelectMany(type => BenchmarkRunner.Run(type, config).Reports).Select(Measurement)];
    }

    private static InnerMeasurement Measurement(BenchmarkDotNet.Reports.BenchmarkReport report) => new(
        report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
        report.ResultStatistics is { } statistics ? TimeInterval.FromNanoseconds(statistics.Median).ToString("0.0##") : "not measured: it failed",
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) is { } bytes ? $"{bytes / 1024.0:0.0} KiB" : "");
}
