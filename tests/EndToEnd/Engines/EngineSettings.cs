namespace EndToEnd.Engines;

/// <summary>What an engine of a test's own is like.</summary>
internal sealed record EngineSettings
{
    /// <summary>Whether it is 20.10, Debian 12's own: the first with BuildKit that is still in use. The machine's own version unless set.</summary>
    public bool IsOld { get; init; }

    /// <summary>Its <c>daemon.json</c>.</summary>
    public string Settings { get; init; } = "{}";

    /// <summary>How many mebibytes its disk has; as many as the machine's unless set.</summary>
    public int? DiskSize { get; init; }
}
