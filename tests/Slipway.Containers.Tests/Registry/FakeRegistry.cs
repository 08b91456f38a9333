using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Slipway.Containers.Tests.Registry;

/// <summary>An HTTP server on a free port that answers as a test says, and notes what it was asked.</summary>
internal sealed class FakeRegistry : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<HttpListenerRequest, Answer> _answer;
    private readonly ConcurrentQueue<string> _requests = new();

    public FakeRegistry(Func<HttpListenerRequest, Answer> answer)
    {
        _answer = answer;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Host { get; }

    /// <summary>Method, path with query, and the header with credentials.</summary>
    public IReadOnlyList<string> Requests => [.. _requests];

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
                Reply(await _listener.GetContextAsync());
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Reply(HttpListenerContext context)
    {
        var request = context.Request;
        _requests.Enqueue($"{request.HttpMethod} {request.RawUrl} {request.Headers["Authorization"]}".TrimEnd());
        var answer = _answer(request);
        var body = Encoding.UTF8.GetBytes(answer.Body);
        context.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers)
            context.Response.AddHeader(name, value);
        context.Response.ContentLength64 = body.Length;
        if (answer.Breaks)
        {
            context.Response.OutputStream.Write(body.AsSpan(0, body.Length / 2));
            context.Response.Abort();
            return;
        }

        if (request.HttpMethod != "HEAD")
            context.Response.OutputStream.Write(body);
        context.Response.Close();
    }

    /// <summary>What it answers.</summary>
    internal sealed record Answer(int Status, string Body = "", params (string Name, string Value)[] Headers)
    {
        public bool Breaks { get; init; }
    }
}
