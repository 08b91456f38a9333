using System.Text.Json.Serialization;

namespace Slipway.Containers.Engine.Wire;

internal sealed record StatsWire
{
    [JsonPropertyName("read")]
    public DateTimeOffset Read { get; set; }

    [JsonPropertyName("cpu_stats")]
    public CpuPart? Cpu { get; set; }

    [JsonPropertyName("memory_stats")]
    public MemoryPart? Memory { get; set; }

    internal sealed record CpuPart
    {
        [JsonPropertyName("cpu_usage")]
        public CpuUsage? Usage { get; set; }
    }

    internal sealed record CpuUsage
    {
        // Nanoseconds.
        [JsonPropertyName("total_usage")]
        public long Total { get; set; }
    }

    internal sealed record MemoryPart
    {
        [JsonPropertyName("usage")]
        public long Usage { get; set; }

        [JsonPropertyName("limit")]
        public long Limit { get; set; }

        [JsonPropertyName("stats")]
        public Dictionary<string, long>? Parts { get; set; }

        // Version 1 of control groups has the first, version 2 the second.
        public long Cached => Parts?.GetValueOrDefault("total_inactive_file") is { } old and > 0 ? old : Parts?.GetValueOrDefault("inactive_file") ?? 0;
    }
}
