using System.Text.RegularExpressions;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Volumes.Databases;

/// <summary>Writes and loads the whole of a PostgreSQL server by its own programs, which are in its image.</summary>
internal static partial class PostgresDump
{
    private const string DataFolder = "/var/lib/postgresql";

    // The password never leaves the container. It is in a variable, or in a file that a variable names.
    private const string Login = """
        if [ -z "$PGPASSWORD" ]; then
          if [ -n "$POSTGRES_PASSWORD" ]; then PGPASSWORD=$POSTGRES_PASSWORD
          elif [ -n "$POSTGRES_PASSWORD_FILE" ]; then PGPASSWORD=$(cat "$POSTGRES_PASSWORD_FILE"); fi
          export PGPASSWORD
        fi
        export PGUSER="${POSTGRES_USER:-postgres}" PGCONNECT_TIMEOUT=10

        """;

    /// <summary>Whether a container is a PostgreSQL server with its data in the volume, and has what it takes to dump it.</summary>
    public static async Task<bool> IsServerAsync(EngineClient engine, VolumeUser user, CancellationToken cancellationToken)
    {
        var looksLikeIt = user.Mount.Target.StartsWith(DataFolder, StringComparison.Ordinal)
            || user.Container.Image.Contains("postgres", StringComparison.OrdinalIgnoreCase) || user.Container.Image.Contains("postgis", StringComparison.OrdinalIgnoreCase);
        if (!looksLikeIt || user.Container.Status is not ContainerStatus.Running)
            return false;
        var found = await engine.ExecAsync(user.Container.Id, Shell("command -v pg_dumpall && command -v psql"), cancellationToken);
        return found.Succeeded;
    }

    /// <summary>Writes all roles and databases as SQL.</summary>
    /// <exception cref="ProblemException">The program failed; its words are among the facts.</exception>
    public static async Task WriteAsync(EngineClient engine, ContainerDetails server, Stream to, CancellationToken cancellationToken)
    {
        var ended = await engine.ExecAsync(server.Id, Shell($"{Login}exec pg_dumpall --database=\"${{POSTGRES_DB:-postgres}}\"") with { Output = to }, cancellationToken);
        if (!ended.Succeeded)
            throw new ProblemException(VolumesProblems.DumpFailed("pg_dumpall", server.Name, ended.ExitCode, ended.Error.Trim()));
    }

    /// <summary>Waits until a new server is open to connections: while it is being set up it listens on no address.</summary>
    /// <returns>Its last words where it ended before that.</returns>
    public static async Task<string?> WaitAsync(EngineClient engine, string container, CancellationToken cancellationToken)
    {
        var ready = engine.ExecAsync(container, Shell($"{Login}until psql -h 127.0.0.1 -d postgres -Atqc 'select 1' >/dev/null 2>&1; do sleep 0.2; done"), cancellationToken);
        var ended = engine.WaitContainerAsync(container, cancellationToken);
        if (await Task.WhenAny(ready, ended) == ready)
        {
            var result = await ready;
            if (result.Succeeded)
                return null;
        }

        await ended;
        var lines = await engine.ContainerLogsAsync(container, 5, cancellationToken);
        return string.Join('\n', lines.Select(line => line.Text));
    }

    /// <summary>Loads a dump into a new server.</summary>
    /// <returns>What it refused; empty where nothing.</returns>
    public static async Task<IReadOnlyList<string>> LoadAsync(EngineClient engine, string container, Stream dump, CancellationToken cancellationToken)
    {
        var ended = await engine.ExecAsync(
            container,
            Shell($"{Login}exec psql -h 127.0.0.1 -d postgres -X -q -o /dev/null") with { Input = (to, stop) => dump.CopyToAsync(to, stop) },
            cancellationToken);
        // A new server has the role and the database already that its image was told to make.
        var errors = ended.Error.Split('\n').Select(line => line.Trim()).Where(line => line.Contains("ERROR:", StringComparison.Ordinal) || line.Contains("FATAL:", StringComparison.Ordinal))
            .Where(line => !IsThereAlready.IsMatch(line)).ToList();
        if (errors.Count == 0 && !ended.Succeeded)
            errors.Add($"psql ended with exit code {ended.ExitCode}: {ended.Error.Trim()}");
        return errors;
    }

    private static ExecRequest Shell(string script) => new() { Command = ["sh", "-c", script] };

    [GeneratedRegex("ERROR: +(role|database) \".*\" already exists$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex IsThereAlready { get; }
}
