namespace Slipway.Containers.Volumes;

/// <summary>How a backup is made.</summary>
public sealed record BackupOptions
{
    /// <summary>The volumes, by key or name; all of the stack unless set.</summary>
    public IReadOnlyList<string>? Volumes { get; init; }

    /// <summary>What services that write a volume do meanwhile. They are frozen unless set.</summary>
    public WhileBackingUp While { get; init; }

    /// <summary>Whether the files of databases are copied, in place of dumps by their own programs. Not unless set.</summary>
    public bool NoDump { get; init; }

    /// <summary>How many backups stay, the new one included; all unless set.</summary>
    public int? Keep { get; init; }
}
