using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Slipway.BuildKit.Control;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Sessions;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit;

/// <summary>Speaks to the BuildKit inside of a Docker engine: builds, and what it keeps.</summary>
/// <remarks>
/// Nothing is contacted before the first call. One client may be used by many callers at once: their builds share one
/// connection, and each has a second one for its session. No program and no other library is needed.
/// </remarks>
public sealed class BuildKitClient : IDisposable
{
    private const string Service = "/moby.buildkit.v1.Control/";

    private readonly Func<CancellationToken, ValueTask<Stream>> _connect;
    private readonly BuildKitClientOptions _options;
    private readonly GrpcChannel _channel;

    /// <summary>A client for the engine that <paramref name="connect"/> leads to.</summary>
    /// <param name="connect">Opens a connection to the engine, on which its HTTP API is spoken.</param>
    /// <param name="options">How patient the client is; the defaults unless given.</param>
    public BuildKitClient(Func<CancellationToken, ValueTask<Stream>> connect, BuildKitClientOptions? options = null)
    {
        _options = options ?? new BuildKitClientOptions();
        _connect = cancellationToken => ConnectAsync(connect, cancellationToken);
        _channel = new GrpcChannel(_connect);
    }

    /// <summary>A client for the engine that listens on a socket of this machine.</summary>
    /// <param name="socket">The socket's path. <c>/var/run/docker.sock</c> unless given.</param>
    /// <param name="options">How patient the client is; the defaults unless given.</param>
    public static BuildKitClient ForSocket(string socket = "/var/run/docker.sock", BuildKitClientOptions? options = null) =>
        new(cancellationToken => ConnectAsync(socket, cancellationToken), options);

    /// <summary>Builds.</summary>
    /// <param name="request">What to build.</param>
    /// <param name="progress">Called for each piece of news, one call at a time.</param>
    /// <param name="cancellationToken">Stops the build, in the engine too.</param>
    /// <exception cref="SolveException">The build failed.</exception>
    /// <exception cref="ContextException">A context could not be sent.</exception>
    /// <exception cref="ConnectionLostException">The connection was lost: it is safe to repeat the build.</exception>
    /// <exception cref="BuildKitException">The engine has no BuildKit, or does not let us speak to it.</exception>
    public async Task<SolveResult> SolveAsync(SolveRequest request, Action<SolveStatus>? progress = null, CancellationToken cancellationToken = default)
    {
        if (request.Session is null)
            return await SolveAsync(request, session: null, progress, cancellationToken).ConfigureAwait(false);
        var session = await BuildSession.OpenAsync(_connect, request.Session, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await SolveAsync(request, session, progress, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What runs the steps of builds.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="BuildKitException">The builder refuses, or does not answer.</exception>
    public async Task<IReadOnlyList<Worker>> ListWorkersAsync(CancellationToken cancellationToken = default) =>
        ControlMessages.ReadWorkers(await AskAsync("ListWorkers", default, cancellationToken).ConfigureAwait(false));

    /// <summary>What the builder keeps.</summary>
    /// <param name="filters">Conditions in containerd's language, such as <c>id==abc</c>; everything unless given.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="BuildKitException">The builder refuses, or does not answer.</exception>
    public async Task<IReadOnlyList<CacheRecord>> DiskUsageAsync(IReadOnlyList<string>? filters = null, CancellationToken cancellationToken = default) =>
        ControlMessages.ReadRecords(await AskAsync("DiskUsage", new MessageWriter().Texts(1, filters ?? []).Written, cancellationToken).ConfigureAwait(false));

    /// <summary>Makes the builder forget.</summary>
    /// <param name="options">What; everything that no build uses unless given.</param>
    /// <param name="cancellationToken">Stops the forgetting.</param>
    /// <returns>What is gone, as it goes.</returns>
    /// <exception cref="BuildKitException">The builder refuses, or the connection was lost.</exception>
    public async IAsyncEnumerable<CacheRecord> PruneAsync(PruneOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        options ??= new PruneOptions();
        var request = new MessageWriter().Texts(1, options.Filters).Flag(2, options.All).Number(3, options.KeepFor.Ticks * 100).Number(4, options.KeepBytes).Written;
        var records = _channel.StreamAsync(Service + "Prune", request, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (records.ConfigureAwait(false))
        {
            while (await MoveAsync(records).ConfigureAwait(false))
                yield return ControlMessages.ReadRecord(new MessageReader(records.Current));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _channel.Dispose();

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<byte[]> records)
    {
        try
        {
            return await records.MoveNextAsync().ConfigureAwait(false);
        }
        catch (GrpcException e)
        {
            throw new BuildKitException("the builder could not forget: " + e.Message, e);
        }
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
#pragma warning disable CA2000 // The stream owns it.
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async ValueTask<Stream> ConnectAsync(Func<CancellationToken, ValueTask<Stream>> connect, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.ConnectTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await connect(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildKitException($"no engine answered within {_options.ConnectTimeout.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is SocketException or UnauthorizedAccessException)
        {
            throw new BuildKitException("no engine answers: " + e.Message, e);
        }
    }

    private async Task<byte[]> AskAsync(string method, ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(_options.AnswerTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            return await _channel.CallAsync(Service + method, request, either.Token).ConfigureAwait(false);
        }
        catch (GrpcException e)
        {
            throw new BuildKitException($"the builder refuses {method}: {e.Message}", e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BuildKitException($"the builder said nothing for {_options.AnswerTimeout.TotalSeconds:0.#} s when asked for {method}", e);
        }
    }

    private async Task<SolveResult> SolveAsync(SolveRequest request, BuildSession? session, Action<SolveStatus>? progress, CancellationToken cancellationToken)
    {
        var reference = RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 25);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var news = new SolveNews(_channel, Service + "Status", reference, progress);
        try
        {
            var solving = _channel.CallAsync(Service + "Solve", request.Encode(reference, session?.Id), stop.Token);
            if (session is not null)
                await LoseAsync(solving, session, stop).ConfigureAwait(false);
            var answer = await solving.ConfigureAwait(false);
            await news.EndAsync(_options.LastNewsTimeout, _options.Time).ConfigureAwait(false);
            return new SolveResult { Exported = ControlMessages.ReadExported(answer), Sent = session?.Sent ?? [] };
        }
        catch (Exception e) when (e is GrpcException or BuildKitException or OperationCanceledException)
        {
            var isOver = cancellationToken.IsCancellationRequested || !news.HasAny;
            await news.EndAsync(isOver ? _options.LastNewsTimeout / 10 : _options.LastNewsTimeout, _options.Time).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (session?.Failure is { } reason)
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(reason);
            if (e is GrpcException error)
                throw Failure(error);
            if (e is OperationCanceledException)
                throw new ConnectionLostException("the connection of the build's session was lost", e);
            throw;
        }
    }

    // The builder mostly notices by itself that a session is gone, and then says what it missed.
    private async Task LoseAsync(Task solving, BuildSession session, CancellationTokenSource stop)
    {
#pragma warning disable VSTHRD003 // Both were started for this build.
        if (await Task.WhenAny(solving, session.Completion).ConfigureAwait(false) == solving)
            return;
        await solving.WaitAsync(_options.LastNewsTimeout, _options.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
#pragma warning restore VSTHRD003
        if (!solving.IsCompleted)
            await stop.CancelAsync().ConfigureAwait(false);
    }

    private static BuildKitException Failure(GrpcException error) => error.Status switch
    {
        // The engine shuts down, or the connection behind the connection is gone.
        GrpcStatus.Unavailable => new ConnectionLostException("the connection to the builder was lost: " + error.Message, error),
        _ => ErrorDetails.Read(error),
    };
}
