namespace Slipway.Containers.Volumes;

/// <summary>How a volume was backed up.</summary>
public enum BackupKind
{
    /// <summary>Its files, in a tar archive.</summary>
    Files,

    /// <summary>What <c>pg_dumpall</c> of its PostgreSQL server wrote: all roles and databases as SQL.</summary>
    Postgres,
}
