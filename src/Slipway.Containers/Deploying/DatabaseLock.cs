using System.Globalization;
using System.Text;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Deploying;

/// <summary>Keeps two migrations of one database apart, from whatever project or engine they come.</summary>
/// <remarks>PostgreSQL has locks that end with the connection (pg_advisory_lock); other databases have the project's lock alone.</remarks>
internal sealed class DatabaseLock : IAsyncDisposable
{
    // One key for everybody: the letters SLIPWAY.
    private const long Key = 0x534C4950574159;

    private const string Client = "exec psql -X -q -t -A -U \"${POSTGRES_USER:-postgres}\" -d \"${POSTGRES_DB:-${POSTGRES_USER:-postgres}}\"";

    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly List<Stream> _connections = [];

    /// <summary>Takes the lock of each database among <paramref name="containers"/> that has one.</summary>
    /// <exception cref="ProblemException">Another migration holds it (exit code 4).</exception>
    public static async Task<DatabaseLock> TakeAsync(
        EngineClient engine, IReadOnlyList<ContainerSummary> containers, TimeSpan patience, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        var taken = new DatabaseLock();
        try
        {
            foreach (var container in containers)
            {
                var details = await engine.InspectContainerAsync(container.Id, cancellationToken);
                if (details?.Environment.Any(variable => variable.StartsWith("POSTGRES_", StringComparison.Ordinal)) == true)
                    await taken.TakeAsync(engine, details, patience, time, log, cancellationToken);
            }

            return taken;
        }
        catch
        {
            await taken.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        _connections.Clear();
    }

    private async Task TakeAsync(EngineClient engine, ContainerDetails container, TimeSpan patience, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        var connection = await engine.OpenCommandAsync(container.Id, ["sh", "-c", Client], cancellationToken);
        _connections.Add(connection);
        var lines = new ContainerLogReader(multiplexed: true);
        var started = time.GetTimestamp();
        while (true)
        {
            var answer = await AskAsync(connection, lines, time, cancellationToken);
            if (answer == "t")
                return;
            if (answer != "f")
            {
                log($"{container.Name}: no lock of the database itself ({answer})");
                return;
            }

            if (time.GetElapsedTime(started) >= patience)
                throw new ProblemException(MigrationProblems.Held(container.Name));
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<string> AskAsync(Stream connection, ContainerLogReader lines, TimeProvider time, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(LongestAnswer, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            await connection.WriteAsync(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"SELECT pg_try_advisory_lock({Key});\n")), either.Token);
            var buffer = new byte[4096];
            int read;
            while ((read = await connection.ReadAsync(buffer, either.Token)) > 0)
            {
                if (lines.Read(buffer.AsSpan(0, read)).Select(line => line.Text.Trim()).FirstOrDefault(text => text.Length > 0) is { } answer)
                    return answer;
            }

            return "its client has ended";
        }
        catch (IOException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "its client does not answer";
        }
    }
}
