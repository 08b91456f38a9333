namespace Slipway.Containers.Watching;

/// <summary>What a watchdog barks at, and for how long it watches.</summary>
public sealed record WatchdogOptions
{
    /// <summary>The services; all unless set.</summary>
    public IReadOnlyList<string>? Services { get; init; }

    /// <summary>The share of its memory limit, in percent, above which a container is told of. 90 unless set.</summary>
    public int Memory { get; init; } = 90;

    /// <summary>The share of its processors, in percent, above which a container is told of. 80 unless set.</summary>
    public int Cpu { get; init; } = 80;

    /// <summary>How long it must be that busy without a break. 30 seconds unless set.</summary>
    public TimeSpan CpuPeriod { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many ends within <see cref="LoopPeriod"/> are a restart loop. Three unless set.</summary>
    public int LoopCount { get; init; } = 3;

    /// <summary>See <see cref="LoopCount"/>. One minute unless set.</summary>
    public TimeSpan LoopPeriod { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long it watches; without end unless set.</summary>
    public TimeSpan? Duration { get; init; }
}
