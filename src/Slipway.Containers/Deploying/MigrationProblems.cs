namespace Slipway.Containers.Deploying;

/// <summary>What can be in the way of a migration.</summary>
internal static class MigrationProblems
{
    public static Problem Held(string container) => new(
        "SW0460",
        $"another migration works on the database in '{container}'",
        ["it holds the database's advisory lock 23446300831203673 (SELECT * FROM pg_locks WHERE locktype = 'advisory')"],
        "wait for it, or add --lock-timeout 10m",
        ExitCodes.Locked);
}
