using System.Collections.Concurrent;
using System.Text;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Http2;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Fakes;

/// <summary>An engine in memory: it answers the two upgrades, and a test says how it builds.</summary>
internal sealed class FakeDaemon : IDisposable
{
    private readonly ConcurrentBag<Stream> _connections = [];
    private readonly ConcurrentDictionary<string, FakeSession> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, FakeSolve> _solves = new(StringComparer.Ordinal);

    /// <summary>Builds: the request's fields, the session, and where news go; gives what was exported.</summary>
    public Func<FakeSolve, Task<IReadOnlyDictionary<string, string>>> Solve { get; set; } = _ => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The answer to an upgrade.</summary>
    public string UpgradeAnswer { get; set; } = "HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";

    /// <summary>Other methods of the control service.</summary>
    public Dictionary<string, Func<GrpcCall, Task>> Methods { get; } = new(StringComparer.Ordinal);

    public BuildKitClient Client(BuildKitClientOptions? options = null) => new(ConnectAsync, options ?? new BuildKitClientOptions { LastNewsTimeout = TimeSpan.FromMilliseconds(500) });

    public void Break()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    public void Dispose()
    {
        Break();
        foreach (var session in _sessions.Values)
            session.Dispose();
    }

    private ValueTask<Stream> ConnectAsync(CancellationToken cancellationToken)
    {
        var (ours, theirs) = Duplex.Create();
        _connections.Add(ours);
        _ = Task.Run(() => AnswerAsync(ours), cancellationToken);
        return ValueTask.FromResult(theirs);
    }

    private async Task AnswerAsync(Stream connection)
    {
        var header = new StringBuilder();
        var one = new byte[1];
        while (!header.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await connection.ReadAsync(one) > 0)
            header.Append((char)one[0]);
        var lines = header.ToString().Split("\r\n");
        // Known before the answer is: a build that names it may come at once.
        if (lines[0].StartsWith("POST /session ", StringComparison.Ordinal))
            Add(new FakeSession(connection, lines));
        await connection.WriteAsync(Encoding.ASCII.GetBytes(UpgradeAnswer));
        // Otherwise it stays open: what it says is read before its end is.
        if (UpgradeAnswer.Contains(" 101 ", StringComparison.Ordinal) && lines[0].StartsWith("POST /grpc ", StringComparison.Ordinal))
            await ServeAsync(connection);
    }

    private void Add(FakeSession session) => _sessions[session.Id] = session;

    private async Task ServeAsync(Stream connection)
    {
        var server = new GrpcServer();
        server.Add("/moby.buildkit.v1.Control/Solve", SolveAsync);
        server.Add("/moby.buildkit.v1.Control/Status", StatusAsync);
        foreach (var (name, method) in Methods)
            server.Add("/moby.buildkit.v1.Control/" + name, method);
        try
        {
            await new Http2Connection(connection, server.ServeAsync).RunAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            // The test is over, or breaks the connection.
        }
    }

    private async Task SolveAsync(GrpcCall call)
    {
        var solve = FakeSolve.Read(await call.ReadOnlyAsync(call.Aborted), _sessions, call.Aborted);
        _solves[solve.Reference] = solve;
        _jobs.GetOrAdd(solve.Reference, _ => new TaskCompletionSource()).TrySetResult();
        try
        {
            var exported = await Solve(solve);
            await call.WriteAsync(new MessageWriter().Pairs(1, exported).Written, call.Aborted);
        }
        finally
        {
            solve.News.Writer.TryComplete();
        }
    }

    // As the real one: it waits for the build to be known.
    private async Task StatusAsync(GrpcCall call)
    {
        var reference = new MessageReader(await call.ReadOnlyAsync(call.Aborted));
        reference.Next();
        var name = reference.Text;
        await _jobs.GetOrAdd(name, _ => new TaskCompletionSource()).Task.WaitAsync(call.Aborted);
        await foreach (var news in _solves[name].News.Reader.ReadAllAsync(call.Aborted))
            await call.WriteAsync(news, call.Aborted);
    }
}
