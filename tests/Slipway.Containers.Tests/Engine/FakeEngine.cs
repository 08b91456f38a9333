using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Tests.Engine;

/// <summary>An HTTP server on a socket of its own that gives recorded answers and notes what it was asked.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fake-engine-").FullName;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Request> _requests = new();
    private readonly List<(string Start, Func<Request, Answer> Answer)> _answers = [];
    private readonly Task _serving;

    public FakeEngine(bool buildKit = true, string api = "1.45")
    {
        Socket = Path.Join(_folder, "s");
        _listener.Bind(new UnixDomainSocketEndPoint(Socket));
        _listener.Listen();
        On("GET /_ping", new Answer("OK") { Headers = $"Api-Version: {api}\r\nOSType: linux\r\n" + (buildKit ? "Server: Docker/26.1.5+dfsg1 (linux)\r\nBuilder-Version: 2\r\n" : "Server: Libpod/4.3.1 (linux)\r\n") });
        _serving = ServeAsync();
    }

    public string Socket { get; }

    public EngineEndpoint Endpoint => new() { Address = "unix://" + Socket, Origin = "DOCKER_HOST" };

    /// <summary>All requests but the first, which negotiates the version.</summary>
    public IReadOnlyList<string> Lines => [.. _requests.Select(r => r.Line).Where(l => l != "GET /_ping")];

    public IReadOnlyList<string> AllLines => [.. _requests.Select(r => r.Line)];

    public IReadOnlyList<Request> Requests => [.. _requests];

    public EngineClient Client(EngineClientOptions? options = null) => new(Endpoint, options);

    public FakeEngine On(string start, Answer answer) => On(start, _ => answer);

    /// <summary>Answers requests whose line starts so; what was added last wins.</summary>
    public FakeEngine On(string start, Func<Request, Answer> answer)
    {
        lock (_answers)
            _answers.Insert(0, (start, answer));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
#pragma warning disable VSTHRD003 // Started by this object, for as long as it lives.
        await _serving;
#pragma warning restore VSTHRD003
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ConverseAsync(await _listener.AcceptAsync(_stop.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }

        await Task.WhenAll(connections);
    }

    private async Task ConverseAsync(Socket socket)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        try
        {
            var head = await ReadHeadAsync(stream);
            if (head.Length == 0)
                return;
            var lines = head.Split("\r\n");
            var headers = lines.Skip(1).Where(l => l.Length > 0).Select(l => l.Split(": ", 2)).ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);
            var line = lines[0].Replace(" HTTP/1.1", "", StringComparison.Ordinal);
            var answer = Find(new Request(line, headers, []));
            var body = Array.Empty<byte>();
            if (!answer.BeforeBody)
            {
                if (headers.ContainsKey("Expect"))
                    await stream.WriteAsync("HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray(), _stop.Token);
                if (answer.AfterBodyBytes > 0)
                    await stream.ReadExactlyAsync(new byte[answer.AfterBodyBytes], _stop.Token);
                else
                    body = await ReadBodyAsync(stream, headers);
            }

            var request = new Request(line, headers, body);
            _requests.Enqueue(request);
            await Find(request).WriteAsync(stream, _stop.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, which some tests are about.
        }
    }

    private Answer Find(Request request)
    {
        lock (_answers)
        {
            var found = _answers.FirstOrDefault(a => request.Line.StartsWith(a.Start, StringComparison.Ordinal));
            return found.Answer?.Invoke(request) ?? new Answer("{\"message\":\"page not found\"}") { Status = "404 Not Found" };
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await stream.ReadAsync(one, _stop.Token) == 1)
            head.Append((char)one[0]);
        return head.ToString();
    }

    private async Task<byte[]> ReadBodyAsync(NetworkStream stream, Dictionary<string, string> headers)
    {
        using var body = new MemoryStream();
        if (headers.TryGetValue("Content-Length", out var length))
            await CopyAsync(stream, body, int.Parse(length, CultureInfo.InvariantCulture));
        while (headers.ContainsKey("Transfer-Encoding"))
        {
            var size = int.Parse(await ReadLineAsync(stream), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            await CopyAsync(stream, body, size);
            await ReadLineAsync(stream);
            if (size == 0)
                break;
        }

        return body.ToArray();
    }

    private async Task CopyAsync(NetworkStream stream, MemoryStream to, int count)
    {
        var bytes = new byte[count];
        await stream.ReadExactlyAsync(bytes, _stop.Token);
        await to.WriteAsync(bytes, _stop.Token);
    }

    private async Task<string> ReadLineAsync(NetworkStream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1 && one[0] != '\n')
            line.Append((char)one[0]);
        return one[0] == '\n' ? line.ToString().TrimEnd('\r') : throw new EndOfStreamException();
    }

    /// <summary>What the server was asked.</summary>
    internal sealed record Request(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body);

    /// <summary>What it answers.</summary>
    internal sealed record Answer(params IReadOnlyList<string> Pieces)
    {
        public string Status { get; init; } = "200 OK";

        public string Headers { get; init; } = "Content-Type: application/json\r\n";

        public byte[]? Bytes { get; init; }

        /// <summary>Answers before it reads the request's body.</summary>
        public bool BeforeBody { get; init; }

        /// <summary>Answers after so many bytes of the request's body, and closes.</summary>
        public int AfterBodyBytes { get; init; }

        /// <summary>Breaks the connection in mid-answer.</summary>
        public bool Breaks { get; init; }

        /// <summary>Keeps the connection open after the last piece until this is done.</summary>
        public Task? Until { get; init; }

        /// <summary>Pieces that come later, for answers that go on.</summary>
        public IAsyncEnumerable<string>? Later { get; init; }

        public async Task WriteAsync(NetworkStream stream, CancellationToken cancellationToken)
        {
            await TextAsync($"HTTP/1.1 {Status}\r\n{Headers}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
            foreach (var piece in Pieces)
                await ChunkAsync(Encoding.UTF8.GetBytes(piece));
            if (Bytes is not null)
                await ChunkAsync(Bytes);
            if (Later is not null)
            {
                await foreach (var piece in Later.WithCancellation(cancellationToken))
                    await ChunkAsync(Encoding.UTF8.GetBytes(piece));
            }

            if (Until is not null)
                await Until.WaitAsync(cancellationToken);
            if (!Breaks)
                await TextAsync("0\r\n\r\n");

            async Task TextAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);

            async Task ChunkAsync(byte[] bytes)
            {
                await TextAsync($"{bytes.Length:x}\r\n");
                await stream.WriteAsync(bytes, cancellationToken);
                await TextAsync("\r\n");
            }
        }
    }
}
