namespace Slipway.Containers.Volumes;

/// <summary>What is restored.</summary>
public sealed record RestoreOptions
{
    /// <summary>The backup: its id, its folder, or <c>latest</c>. The newest unless set.</summary>
    public string? Backup { get; init; }

    /// <summary>The volumes, by key or name; all of the backup unless set.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>How long a database may take to start for a dump to be loaded. Three minutes unless set.</summary>
    public TimeSpan DatabaseTimeout { get; init; } = TimeSpan.FromMinutes(3);
}
