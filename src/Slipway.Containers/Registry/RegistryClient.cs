using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Slipway.Containers.Engine;
using Slipway.Containers.Registry.Wire;

namespace Slipway.Containers.Registry;

/// <summary>Speaks the distribution API of one registry: what it has, by which digests.</summary>
/// <remarks>
/// Questions that fail for the moment (too many requests, an error of the registry, a lost connection, an answer that is
/// cut off) are asked again with growing waits, or after the wait that the registry asks for; a refusal (401, 403) is final.
/// Content is checked against its digest. One client may be used by many callers at once.
/// </remarks>
public sealed class RegistryClient : IDisposable
{
    private const int LargestManifest = 4 * 1024 * 1024;
    private const int LargestMessage = 2000;

    private static readonly string[] ManifestTypes =
    [
        "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json",
        "application/vnd.oci.image.index.v1+json", "application/vnd.docker.distribution.manifest.list.v2+json",
    ];

    private readonly RegistryClientOptions _options;
    private readonly HttpClient _http;
    private readonly RegistryAuthorization _authorization;
    private readonly bool _hasCredentials;

    /// <summary>A client for the registry at <paramref name="host"/>.</summary>
    /// <param name="host">The host, with a port where it is not the usual one, as image names begin with it.</param>
    /// <param name="credentials">Who we are; nobody unless given.</param>
    /// <param name="options">How patient the client is; the defaults unless given.</param>
    public RegistryClient(string host, RegistryCredentials? credentials = null, RegistryClientOptions? options = null)
    {
        Host = host;
        _options = options ?? new RegistryClientOptions();
        _hasCredentials = credentials is not null;
#pragma warning disable CA2000 // The HttpClient disposes it.
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(10),
            UseCookies = false,
            // A registry on this machine is behind no proxy.
            UseProxy = !RegistryAddress.IsLoopback(host),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
        };
#pragma warning restore CA2000
        _http = new HttpClient(handler) { BaseAddress = RegistryAddress.Of(host), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("slipway", null));
        _authorization = new RegistryAuthorization(_http, host, credentials);
    }

    /// <summary>The registry.</summary>
    public string Host { get; }

    /// <summary>The manifest that a reference names there.</summary>
    /// <param name="reference">The image, by tag or by digest; its registry is not looked at.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The manifest, or <see langword="null"/> where the registry has none called so.</returns>
    /// <exception cref="ProblemException">The registry cannot be asked, refuses, or does not answer in time.</exception>
    public Task<RegistryManifest?> FindManifestAsync(ImageReference reference, CancellationToken cancellationToken = default)
    {
        var name = reference.Digest ?? reference.Tag!;
        return AskAsync(
            new Question(HttpMethod.Get, reference.Repository, $"manifests/{name}", $"show the manifest of '{reference.Repository}:{name}'", ManifestTypes),
            async (answer, stop) => Read(await ContentAsync(answer, LargestManifest, stop), answer, reference.Digest),
            cancellationToken);
    }

    /// <summary>The digest of the manifest that a reference names there.</summary>
    /// <param name="reference">The image, by tag or by digest; its registry is not looked at.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The digest, or <see langword="null"/> where the registry has none called so.</returns>
    /// <exception cref="ProblemException">The registry cannot be asked, refuses, or does not answer in time.</exception>
    public Task<string?> FindDigestAsync(ImageReference reference, CancellationToken cancellationToken = default)
    {
        var name = reference.Digest ?? reference.Tag!;
        return AskAsync(
            new Question(HttpMethod.Head, reference.Repository, $"manifests/{name}", $"tell the digest of '{reference.Repository}:{name}'", ManifestTypes),
            async (answer, stop) => DigestOf(answer) ?? (await FindManifestAsync(reference, stop))?.Digest,
            cancellationToken);
    }

    /// <summary>Whether the registry has a blob.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="digest">The blob's digest.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <exception cref="ProblemException">The registry cannot be asked, refuses, or does not answer in time.</exception>
    public async Task<bool> HasBlobAsync(string repository, string digest, CancellationToken cancellationToken = default) =>
        await AskAsync(
            new Question(HttpMethod.Head, repository, $"blobs/{digest}", $"tell whether '{repository}' has {digest}", []),
            (_, _) => Task.FromResult("yes")!,
            cancellationToken) is not null;

    /// <summary>The labels of an image, from its configuration.</summary>
    /// <param name="repository">The repository.</param>
    /// <param name="configDigest">The configuration's digest.</param>
    /// <param name="cancellationToken">Stops the waiting.</param>
    /// <returns>The labels, or <see langword="null"/> where the registry does not have the configuration.</returns>
    /// <exception cref="ProblemException">The registry cannot be asked, refuses, or does not answer in time.</exception>
    public Task<IReadOnlyDictionary<string, string>?> FindLabelsAsync(string repository, string configDigest, CancellationToken cancellationToken = default) => AskAsync(
        new Question(HttpMethod.Get, repository, $"blobs/{configDigest}", $"show the configuration of an image of '{repository}'", []),
        async (answer, stop) =>
        {
            var content = await ContentAsync(answer, LargestManifest, stop);
            CheckDigest(content, configDigest);
            return (IReadOnlyDictionary<string, string>?)Parse(content, RegistryJson.Default.ImageConfigWire, "show a configuration").Config?.Labels ?? new Dictionary<string, string>(StringComparer.Ordinal);
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private RegistryManifest? Read(byte[] content, HttpResponseMessage answer, string? asked)
    {
        var digest = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
        if ((asked ?? DigestOf(answer)) is { } expected && expected.StartsWith("sha256:", StringComparison.Ordinal) && expected != digest)
            throw new RegistryRetryException($"the manifest's content is not that of {expected}");
        var wire = Parse(content, RegistryJson.Default.ManifestWire, "show a manifest");
        return new RegistryManifest(digest, wire.MediaType ?? answer.Content.Headers.ContentType?.MediaType ?? "")
        {
            ConfigDigest = wire.Config?.Digest,
            Layers = [.. (wire.Layers ?? []).Select(layer => new RegistryBlob(layer.Digest ?? "", new ByteSize(layer.Size)))],
            Manifests = [.. (wire.Manifests ?? []).Select(manifest => manifest.Digest ?? "")],
        };
    }

    private static string? DigestOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Docker-Content-Digest", out var values) ? values.First() : null;

    private static void CheckDigest(byte[] content, string digest)
    {
        if (digest.StartsWith("sha256:", StringComparison.Ordinal) && digest != $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}")
            throw new RegistryRetryException($"the content is not that of {digest}");
    }

    private T Parse<T>(byte[] content, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, string doing)
    {
        try
        {
            return JsonSerializer.Deserialize(content, type) ?? throw new JsonException("the value is null");
        }
        catch (JsonException e)
        {
            throw RegistryProblems.NotUnderstood(Host, doing, e.Message);
        }
    }

    private async Task<T?> AskAsync<T>(Question question, Func<HttpResponseMessage, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var total = new CancellationTokenSource(_options.TotalTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, total.Token);
        var last = "";
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                TimeSpan? asked = null;
                var answered = true;
                try
                {
                    return await AskOnceAsync(question, read, either.Token);
                }
                catch (RegistryRetryException e)
                {
                    (last, asked) = (e.Message, e.After);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    last = (e.InnerException ?? e).Message;
                    answered = e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError };
                }

                // Whoever listens nowhere does not begin to within seconds.
                if (!answered && attempt >= 2)
                    throw RegistryProblems.Unreachable(Host, question.Doing, last);
                if (attempt >= _options.Attempts)
                    throw RegistryProblems.Failed(Host, question.Doing, last, attempt);
                await Task.Delay(RegistryRetry.DelayAfter(attempt, asked, _options), _options.Time, either.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw RegistryProblems.TooSlow(Host, question.Doing, _options.TotalTimeout, last);
        }
    }

    private HttpRequestMessage RequestOf(Question question, string scope)
    {
        var request = new HttpRequestMessage(question.Method, question.Address) { Headers = { Authorization = _authorization.Known(scope) } };
        foreach (var type in question.Accept)
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(type));
        return request;
    }

    private async Task<T?> AskOnceAsync<T>(Question question, Func<HttpResponseMessage, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class
    {
        using var idle = new CancellationTokenSource(_options.IdleTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, idle.Token);
        try
        {
            var scope = $"repository:{question.Repository}:pull";
            for (var refused = false; ; refused = true)
            {
#pragma warning disable CA2000 // It is disposed of; the analyzer loses sight of that at 'continue'.
                using var request = RequestOf(question, scope);
#pragma warning restore CA2000
                using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
                if (answer.StatusCode == HttpStatusCode.Unauthorized && !refused
                    && await _authorization.AnswerAsync(answer.Headers.WwwAuthenticate.Select(c => Challenge.Parse(c.Scheme, c.Parameter)), scope, either.Token) is not null)
                {
                    continue;
                }

                if (answer.IsSuccessStatusCode)
                    return await read(answer, either.Token);
                if (answer.StatusCode == HttpStatusCode.NotFound)
                    return null;
                if (RegistryRetry.IsWorthwhile(answer.StatusCode))
                    throw RegistryRetry.Of(answer, _options.Time.GetUtcNow());
                throw RegistryProblems.Refused(Host, question.Doing, answer.StatusCode, await MessageAsync(answer, either.Token), _hasCredentials);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RegistryRetryException($"nothing came for {_options.IdleTimeout.TotalSeconds:0.#} s");
        }
    }

    private static async Task<byte[]> ContentAsync(HttpResponseMessage answer, int most, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is > 0 and var count)
        {
            if (all.Length + count > most)
                throw new RegistryRetryException($"the answer is longer than {most} bytes");
            await all.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return all.ToArray();
    }

    private static async Task<string> MessageAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        try
        {
            var content = await ContentAsync(answer, LargestMessage, cancellationToken);
            return JsonSerializer.Deserialize(content, RegistryJson.Default.ErrorsWire)?.Errors is [{ } error, ..] ? error.Message ?? error.Code ?? "no words" : "no words";
        }
        catch (Exception e) when (e is JsonException or IOException or RegistryRetryException)
        {
            return answer.ReasonPhrase is { Length: > 0 } phrase ? phrase : "no words";
        }
    }

    private sealed record Question(HttpMethod Method, string Repository, string Path, string Doing, IReadOnlyList<string> Accept)
    {
        public Uri Address => new($"v2/{Repository}/{Path}", UriKind.Relative);
    }
}
