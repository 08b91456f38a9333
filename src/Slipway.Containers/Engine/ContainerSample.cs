namespace Slipway.Containers.Engine;

/// <summary>What a container uses, at one moment.</summary>
/// <param name="Time">When.</param>
/// <param name="CpuTime">The processor time that it has used since its start, of all processors together.</param>
/// <param name="Memory">The memory that it uses, without what the kernel caches for it and can take back.</param>
/// <param name="MemoryLimit">The most that it may use: its limit, or all that the machine has.</param>
public sealed record ContainerSample(DateTimeOffset Time, TimeSpan CpuTime, ByteSize Memory, ByteSize MemoryLimit)
{
    /// <summary>The processors that it has kept busy since an earlier sample: 1 is one whole processor.</summary>
    /// <param name="earlier">The earlier sample.</param>
    public double ProcessorsSince(ContainerSample earlier) =>
        Time > earlier.Time ? Math.Max(0, (CpuTime - earlier.CpuTime) / (Time - earlier.Time)) : 0;
}
