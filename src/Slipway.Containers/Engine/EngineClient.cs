using System.Net;
using System.Text.Json;
using Slipway.BuildKit;
using Slipway.Containers.Engine.Wire;

namespace Slipway.Containers.Engine;

/// <summary>Speaks the API of a Docker engine over its socket; needs no <c>docker</c> program.</summary>
/// <remarks>
/// <para>Nothing is contacted before the first call. The newest API version that both sides know is used.</para>
/// <para>
/// Every method ends with a <see cref="ProblemException"/> when no engine answers (exit code
/// <see cref="ExitCodes.ToolIsMissing"/>), when the connection is lost, or when the engine refuses: its own
/// words are then among the facts. One client may be used by many callers at once.
/// </para>
/// </remarks>
public sealed partial class EngineClient : IDisposable
{
    private readonly EngineClientOptions _options;
    private readonly Lazy<HttpClient> _http;
    private readonly Lazy<BuildKitClient> _buildKit;
    private EngineVersion? _version;

    /// <summary>A client for the engine at <paramref name="endpoint"/>.</summary>
    /// <param name="endpoint">Where the engine listens.</param>
    /// <param name="options">How patient the client is; the defaults unless given.</param>
    public EngineClient(EngineEndpoint endpoint, EngineClientOptions? options = null)
    {
        Endpoint = endpoint;
        _options = options ?? new EngineClientOptions();
        _buildKit = new Lazy<BuildKitClient>(MakeBuildKit);
        _http = new Lazy<HttpClient>(MakeHttp);
    }

    /// <summary>Where the engine listens.</summary>
    public EngineEndpoint Endpoint { get; }

    /// <summary>Asks whether an engine is there, and which.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>What the engine says, or <see langword="null"/> when nothing answers.</returns>
    /// <exception cref="ProblemException">Something answers that is no engine, or this user may not speak to it.</exception>
    public async Task<EngineVersion?> PingAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return _version = await PingOrFailAsync(cancellationToken);
        }
        catch (ProblemException e) when (e.Problems is [{ Code: "SW0401" }])
        {
            return null;
        }
    }

    /// <summary>The engine's version in full.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<EngineVersion> VersionAsync(CancellationToken cancellationToken = default)
    {
        var ping = await NegotiatedAsync(cancellationToken);
        var wire = await GetAsync(new EngineRequest(HttpMethod.Get, "/version", "tell its version"), EngineJson.Default.VersionWire, cancellationToken);
        return ping with
        {
            Engine = ping.Engine ?? wire.Version,
            OperatingSystem = wire.Os ?? ping.OperatingSystem,
            Architecture = wire.Arch ?? "",
            IsPodman = ping.IsPodman || wire.Components?.Any(c => c.Name?.Contains("Podman", StringComparison.Ordinal) == true) == true,
        };
    }

    /// <summary>The engine's machine and settings.</summary>
    /// <param name="cancellationToken">Stops the waiting.</param>
    public async Task<EngineInfo> InfoAsync(CancellationToken cancellationToken = default)
    {
        var wire = await GetAsync(new EngineRequest(HttpMethod.Get, "/info", "describe itself"), EngineJson.Default.InfoWire, cancellationToken);
        return new EngineInfo
        {
            ServerVersion = wire.ServerVersion ?? "",
            Memory = new ByteSize(wire.MemTotal),
            Processors = wire.NCPU,
            RootFolder = wire.DockerRootDir ?? "",
            StorageDriver = wire.Driver ?? "",
            UsesContainerdStore = wire.DriverStatus?.Any(pair => pair is ["driver-type", "io.containerd.snapshotter.v1", ..]) == true,
            CgroupVersion = wire.CgroupVersion ?? "1",
            CgroupDriver = wire.CgroupDriver ?? "",
            RunningContainers = wire.ContainersRunning,
            OperatingSystem = wire.OperatingSystem ?? "",
            Architecture = wire.Architecture ?? "",
            Time = DateTimeOffset.TryParse(wire.SystemTime, System.Globalization.CultureInfo.InvariantCulture, out var clock) ? clock : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_http.IsValueCreated)
            _http.Value.Dispose();
        if (_buildKit.IsValueCreated)
            _buildKit.Value.Dispose();
    }

    /// <summary>The BuildKit inside of the engine; all builds share one connection.</summary>
    internal BuildKitClient BuildKit => _buildKit.Value;

    /// <summary>The version that both sides speak; asked for once.</summary>
    internal async ValueTask<EngineVersion> NegotiatedAsync(CancellationToken cancellationToken)
    {
        // Two first callers may both ask: the answers are the same, and a lock would cost more.
        _version ??= await PingOrFailAsync(cancellationToken);
        return _version.Api >= ApiVersions.Oldest ? _version : throw EngineProblems.TooOld(Endpoint, _version);
    }

    /// <summary>Sends <paramref name="request"/>; the answer's body is still to be read.</summary>
    /// <exception cref="ProblemException">Nothing answers, or the engine refuses; 404 and 304 are answers where <paramref name="mayBeMissing"/>.</exception>
    internal async Task<EngineAnswer> SendAsync(EngineRequest request, bool mayBeMissing, CancellationToken cancellationToken)
    {
        var version = ApiVersions.Common((await NegotiatedAsync(cancellationToken)).Api);
        var answer = await SendRawAsync(request with { Path = $"/v{version}{request.Path}" }, cancellationToken);
        if ((int)answer.Status < 300 || answer.Status == request.Expects || (mayBeMissing && answer.Status is HttpStatusCode.NotFound or HttpStatusCode.NotModified))
            return answer;
        await using (answer)
            throw EngineProblems.Refused(request.Doing, answer.Status, await MessageAsync(answer, cancellationToken));
    }

    internal TimeSpan IdleTimeout => _options.IdleTimeout;

    private static async Task<string> MessageAsync(EngineAnswer answer, CancellationToken cancellationToken)
    {
        var body = await answer.ReadAllAsync(cancellationToken);
        try
        {
            if (JsonSerializer.Deserialize(body, EngineJson.Default.ErrorWire)?.Message is { Length: > 0 } message)
                return message;
        }
        catch (JsonException)
        {
            // Proxies in front of engines answer in plain text: show that.
        }

        return System.Text.Encoding.UTF8.GetString(body).Trim() is { Length: > 0 } text ? text : "no words";
    }

    private BuildKitClient MakeBuildKit() => new(
        cancellationToken => EngineTransport.ConnectAsync(Endpoint, _options.ConnectTimeout, cancellationToken),
        new BuildKitClientOptions { ConnectTimeout = _options.ConnectTimeout, AnswerTimeout = _options.AnswerTimeout, Time = _options.Time });

    private HttpClient MakeHttp()
    {
#pragma warning disable CA2000 // The HttpClient disposes it.
        var handler = new SocketsHttpHandler
        {
            ConnectCallback = (_, cancellationToken) => EngineTransport.ConnectAsync(Endpoint, _options.ConnectTimeout, cancellationToken),
            // Answers to "100 Continue" come when the engine starts to read the body, which may be after it has read others.
            Expect100ContinueTimeout = TimeSpan.FromSeconds(5),
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
        };
#pragma warning restore CA2000
        // The callback decides where the bytes go; the address is only what the Host header says.
        return new HttpClient(handler) { BaseAddress = new Uri("http://docker"), Timeout = Timeout.InfiniteTimeSpan };
    }

    private async Task<EngineVersion> PingOrFailAsync(CancellationToken cancellationToken)
    {
        await using var answer = await SendRawAsync(new EngineRequest(HttpMethod.Get, "/_ping", "answer at all") { IsQuestion = true }, cancellationToken);
        await answer.ReadAllAsync(cancellationToken);
        if (answer.Status is not HttpStatusCode.OK || !Version.TryParse(answer.Header("Api-Version"), out var api))
            throw EngineProblems.NotUnderstood(Endpoint, "answer at all", new InvalidDataException($"HTTP {(int)answer.Status} without an Api-Version"));
        // "Docker/26.1.5+dfsg1 (linux)", "Libpod/4.3.1 (linux)"
        var server = (answer.Header("Server") ?? "").Split('/', ' ', '+');
        var system = answer.Header("OSType") ?? "linux";
        return new EngineVersion(api)
        {
            Engine = server.Length > 1 ? server[1] : null,
            OperatingSystem = system,
            // Builder-Version is what the engine would choose, not what it has: 20.10 leaves it out, and has BuildKit.
            HasBuildKit = answer.Header("Builder-Version") == "2" || (server[0] == "Docker" && system == "linux" && api >= ApiVersions.Oldest),
            IsPodman = server[0] == "Libpod",
        };
    }

    private async Task<T> GetAsync<T>(EngineRequest request, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        await using var answer = await SendAsync(request with { IsQuestion = true }, mayBeMissing: false, cancellationToken);
        return await answer.ReadAsync(type, cancellationToken);
    }

    // Null when the engine has no such thing.
    private async Task<T?> FindAsync<T>(string path, string doing, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        await using var answer = await SendAsync(new EngineRequest(HttpMethod.Get, path, doing) { IsQuestion = true }, mayBeMissing: true, cancellationToken);
        return answer.Status is HttpStatusCode.NotFound ? null : await answer.ReadAsync(type, cancellationToken);
    }

    private async Task<bool> DoAsync(EngineRequest request, bool mayBeMissing, CancellationToken cancellationToken)
    {
        await using var answer = await SendAsync(request, mayBeMissing, cancellationToken);
        await answer.ReadAllAsync(cancellationToken);
        return answer.Status is not HttpStatusCode.NotFound;
    }

    private async Task<EngineAnswer> SendRawAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        var timeout = request.AnswerTimeout ?? _options.AnswerTimeout;
        using var patience = new CancellationTokenSource(timeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (!Question.CanAsk(Endpoint, request))
            {
#pragma warning disable CA2000 // The answer disposes of it.
                return new EngineAnswer(Endpoint, _options, request.Doing, await SendByHttpClientAsync(request, either.Token));
#pragma warning restore CA2000
            }

            var connection = await EngineTransport.ConnectAsync(Endpoint, _options.ConnectTimeout, either.Token);
            return new EngineAnswer(Endpoint, _options, request.Doing, await Question.AskAsync(connection, request.Path, either.Token));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Find<EngineConnectException>(e) switch
            {
                { IsForbidden: true } connect => EngineProblems.Forbidden(Endpoint, connect.Message),
                { } connect => EngineProblems.NoAnswer(Endpoint, connect.Message),
                null => EngineProblems.ConnectionLost(Endpoint, request.Doing, (e.InnerException ?? e).Message),
            };
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw EngineProblems.Silent(Endpoint, request.Doing, timeout);
        }
    }

    private async Task<IEngineResponse> SendByHttpClientAsync(EngineRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, request.Path) { Content = request.Content };
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>(StringComparer.Ordinal))
            message.Headers.TryAddWithoutValidation(name, value);
        // A body may be large: the engine gets the chance to refuse before it is sent.
        message.Headers.ExpectContinue = request.Content is not null;
        return new HttpResponse(await _http.Value.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken));
    }

    private static T? Find<T>(Exception? exception) where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}
