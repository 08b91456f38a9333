using System.Collections.Concurrent;
using System.Security.Cryptography;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Http2;

namespace Slipway.BuildKit.Sessions;

/// <summary>A connection on which the builder asks us: for files, secrets and logins.</summary>
internal sealed class BuildSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Stream _connection;
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<SentContext> _sent = new();
    private readonly GrpcServer _server = new();
    private Exception? _failure;

    private BuildSession(Stream connection, string id, GrpcServer server)
    {
        (_connection, Id, _server) = (connection, id, server);
        Completion = Task.CompletedTask;
    }

    /// <summary>What the builder knows it by.</summary>
    public string Id { get; }

    /// <summary>Ends when the connection does, whatever the reason; never fails.</summary>
    public Task Completion { get; private set; }

    /// <summary>Why something that the builder asked for could not be given; a better reason than the builder has.</summary>
    public Exception? Failure => _failure;

    /// <summary>What travelled.</summary>
    public IReadOnlyList<SentContext> Sent => [.. _sent];

    /// <summary>Opens a session.</summary>
    /// <param name="connect">Opens a connection to the engine.</param>
    /// <param name="options">What it offers.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public static async Task<BuildSession> OpenAsync(Func<CancellationToken, ValueTask<Stream>> connect, SessionOptions options, CancellationToken cancellationToken)
    {
        var id = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 25);
        BuildSession? session = null;
        var server = Offer(options, context => session!._sent.Enqueue(context), reason => Interlocked.CompareExchange(ref session!._failure, reason, null));
        List<KeyValuePair<string, string>> headers =
        [
            new("X-Docker-Expose-Session-Uuid", id),
            new("X-Docker-Expose-Session-Name", "slipway"),
            new("X-Docker-Expose-Session-Sharedkey", options.SharedKey.Length > 0 ? options.SharedKey : id),
            .. server.Methods.Select(method => KeyValuePair.Create("X-Docker-Expose-Session-Grpc-Method", method)),
        ];
        var connection = await Upgrade.OpenAsync(await connect(cancellationToken).ConfigureAwait(false), "/session", headers, cancellationToken).ConfigureAwait(false);
        session = new BuildSession(connection, id, server);
        session.Completion = session.RunAsync();
        return session;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
#pragma warning disable VSTHRD003 // Started by this object, and as long as it lives.
        await Completion.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        _end.Dispose();
    }

    private static GrpcServer Offer(SessionOptions options, Action<SentContext> sent, Action<Exception> failed)
    {
        var server = new GrpcServer();
        // Status 1 is SERVING (grpc.health.v1). The builder ends a session that does not answer.
        server.Add("/grpc.health.v1.Health/Check", (_, _) => ValueTask.FromResult<ReadOnlyMemory<byte>>(new byte[] { 0x08, 0x01 }));
        if (options.Contexts.Count > 0)
            new FileSyncService(options.Contexts, sent, failed).AddTo(server);
        if (options.Secrets is { } secrets)
            SecretService.AddTo(server, secrets);
        if (options.Logins is { } logins)
            AuthService.AddTo(server, logins);
        if (options.SshAgents.Count > 0)
            SshService.AddTo(server, options.SshAgents);
        return server;
    }

    private async Task RunAsync()
    {
        try
        {
            await new Http2Connection(_connection, _server.ServeAsync).RunAsync(_end.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The builder notices, and says so where it still needed something.
        }
    }
}
