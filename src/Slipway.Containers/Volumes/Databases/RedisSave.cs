using Slipway.Containers.Engine;

namespace Slipway.Containers.Volumes.Databases;

/// <summary>Has a Redis server write its data to its file, so that the copy of the file is as new as the copy.</summary>
internal static class RedisSave
{
    private static readonly string[] Names = ["redis", "valkey", "keydb"];

    // The time of the last save has whole seconds only: what tells is that none is under way and that the last one went well.
    private const string Script = """
        cli=$(command -v redis-cli || command -v valkey-cli || command -v keydb-cli) || exit 3
        if [ -z "$REDISCLI_AUTH" ] && [ -n "$REDIS_PASSWORD" ]; then export REDISCLI_AUTH=$REDIS_PASSWORD; fi
        answer=$($cli bgsave) || exit 4
        case "$answer" in *"saving started"*|*"already in progress"*|*"scheduled"*) ;; *) echo "$answer" >&2; exit 5;; esac
        while $cli info persistence | grep -q 'rdb_bgsave_in_progress:1'; do sleep 0.1; done
        $cli info persistence | grep -q 'rdb_last_bgsave_status:ok'

        """;

    /// <summary>Whether a container looks like a Redis server that runs.</summary>
    public static bool IsServer(VolumeUser user) => user.Container.Status is ContainerStatus.Running
        && Names.Any(name => user.Container.Image.Contains(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Saves, and waits for it.</summary>
    /// <returns>Why it could not; <see langword="null"/> where it could. The files are there either way.</returns>
    public static async Task<string?> SaveAsync(EngineClient engine, ContainerDetails server, CancellationToken cancellationToken)
    {
        var ended = await engine.ExecAsync(server.Id, new ExecRequest { Command = ["sh", "-c", Script] }, cancellationToken);
        return ended.ExitCode switch
        {
            0 => null,
            3 => "its image has no redis-cli",
            _ => (ended.Error + ended.Output).Trim() is { Length: > 0 } words ? words : $"BGSAVE ended with exit code {ended.ExitCode}",
        };
    }
}
