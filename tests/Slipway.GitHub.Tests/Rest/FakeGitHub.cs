using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.GitHub.Tests.Rest;

/// <summary>A server that answers as a test tells it to, and looks at every request as GitHub does.</summary>
internal sealed class FakeGitHub : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<GitHubRequest, GitHubReply>>> _replies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<GitHubRequest> _requests = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private readonly SemaphoreSlim _hanging = new(0);

    public FakeGitHub()
    {
        _listener.Start();
        _ = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<GitHubRequest> Requests => [.. _requests];

    public IEnumerable<string> Lines => _requests.Select(request => request.Line);

    /// <summary>Answers requests for a path in this order; the last answer stays.</summary>
    public FakeGitHub On(string line, params IReadOnlyList<GitHubReply> replies)
    {
        foreach (var reply in replies)
            Do(line, _ => reply);
        return this;
    }

    public FakeGitHub Do(string line, Func<GitHubRequest, GitHubReply> reply)
    {
        _replies.GetOrAdd(line, _ => new()).Enqueue(reply);
        return this;
    }

    /// <summary>Waits until a request hangs.</summary>
    public async Task HangsAsync()
    {
        if (!await _hanging.WaitAsync(TimeSpan.FromSeconds(20)))
            throw new TimeoutException("no request hung within 20 s");
    }

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
        _end.Dispose();
        _hanging.Dispose();
        Assert.Empty(_faults);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            if (await ReadAsync(stream) is not { } request)
                return;
            _requests.Enqueue(request);
            var faults = request.Faults().ToList();
            faults.ForEach(fault => _faults.Enqueue($"{request.Line}: {fault}"));
            var reply = faults.Count > 0 ? new GitHubReply(400) : ReplyTo(request);
            if (reply == GitHubReply.Hang)
            {
                _hanging.Release();
                await Task.Delay(Timeout.Infinite, _end.Token);
            }
            else if (reply == GitHubReply.Reset)
            {
                client.Client.LingerState = new LingerOption(true, 0);
            }
            else
            {
                await stream.WriteAsync(reply.Bytes(), _end.Token);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client has gone, or the test is over.
        }
    }

    private GitHubReply ReplyTo(GitHubRequest request)
    {
        if (!_replies.TryGetValue(request.Line, out var queue))
            return new GitHubReply(404, """{"message":"Not Found","documentation_url":"https://docs.github.com/rest"}""");
        return (queue.Count > 1 && queue.TryDequeue(out var next) ? next : queue.TryPeek(out next) ? next : _ => new GitHubReply(500))(request);
    }

    private async Task<GitHubRequest?> ReadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, _end.Token) == 0)
                return null;
            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        var body = headers.TryGetValue("Content-Length", out var length) ? new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)] : [];
        await stream.ReadExactlyAsync(body, _end.Token);
        var words = lines[0].Split(' ');
        return new GitHubRequest(words[0], words[1], headers, body);
    }
}
