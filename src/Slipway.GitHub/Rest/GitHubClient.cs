using System.Net;

namespace Slipway.GitHub;

/// <summary>The parts of GitHub's REST API that builds use.</summary>
/// <remarks>
/// Requests that failed on the way, or on the server, are repeated with growing waits; so are those that met a rate limit,
/// when GitHub says. What may have been made by a request whose answer was lost is looked for before it is made again.
/// See https://docs.github.com/en/rest.
/// </remarks>
public sealed partial class GitHubClient : IDisposable
{
    private readonly GitHubOptions _options;
    private readonly HttpClient _http;
    private readonly GitHubTransport _transport;
    private readonly TimeProvider _time;

    /// <summary>Makes a client; nothing is sent yet.</summary>
    /// <param name="options">Where and as whom.</param>
    /// <param name="time">The clock.</param>
    /// <param name="say">Told of every wait.</param>
    /// <exception cref="ProblemException">The repository is not written as <c>owner/name</c>.</exception>
    public GitHubClient(GitHubOptions options, TimeProvider? time = null, Action<string>? say = null)
    {
        if (options.Repository.Split('/') is not [{ Length: > 0 }, { Length: > 0 }] || options.Repository.Any(c => char.IsWhiteSpace(c) || c is '?' or '#' or '%' or '\\') || options.Repository.Split('/').Contains(".."))
            throw new ProblemException(GitHubProblems.WrongRepository(options.Repository));
        _options = options;
        _time = time ?? TimeProvider.System;
        // Deadlines are the transport's: each names what it waited for.
#pragma warning disable CA2000 // The client disposes of its handler.
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };
#pragma warning restore CA2000
        _transport = new GitHubTransport(_http, options, _time, say ?? (_ => { }));
    }

    /// <summary>Ends its connections.</summary>
    public void Dispose() => _http.Dispose();

    private Uri Api(string path) => new($"{_options.ApiUrl.ToString().TrimEnd('/')}/repos/{_options.Repository}/{path}");

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
