using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd.Images;

/// <summary>Stands before a registry, passes on what it is asked, notes it, and goes wrong where a test says so.</summary>
internal sealed partial class FaultyRegistry : IAsyncDisposable
{
    private readonly string _upstream;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private readonly List<Rule> _rules = [];
    private readonly TaskCompletionSource _hangs = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _accepting;

    public FaultyRegistry(Registry registry)
    {
        _upstream = registry.Host;
        _listener.Start();
        Host = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _accepting = AcceptAsync();
    }

    /// <summary>What images' names begin with.</summary>
    public string Host { get; }

    /// <summary>Done when somebody waits for an answer that will not come.</summary>
    public Task Hangs => _hangs.Task;

    /// <summary>Method and path of all that was asked, without queries.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>The requests that write.</summary>
    public IReadOnlyList<string> Writes => [.. Requests.Where(request => request.StartsWith("PUT ", StringComparison.Ordinal) || request.StartsWith("POST ", StringComparison.Ordinal) || request.StartsWith("PATCH ", StringComparison.Ordinal))];

    public int Count(string pattern) => Requests.Count(request => Regex.IsMatch(request, pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));

    /// <summary>Goes wrong at the next so many requests that match.</summary>
    public FaultyRegistry At(string pattern, Fault fault, int times = 1)
    {
        lock (_lock)
            _rules.Add(new Rule(pattern, fault, times));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_end.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            try
            {
                await ConverseAsync(client);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has hung up, or the test is over.
            }
        }
    }

    private async Task ConverseAsync(Socket client)
    {
        var (head, rest) = await ReadHeadAsync(client);
        if (head.Length == 0)
            return;
        switch (FaultOf(head))
        {
            case null:
                await PassAsync(client, head, rest);
                break;
            case { Kind: FaultKind.Status } fault:
                await SendAsync(client, Encoding.Latin1.GetBytes($"HTTP/1.1 {fault.StatusLine}\r\n{fault.Headers}Content-Length: 0\r\nConnection: close\r\n\r\n"));
                client.Shutdown(SocketShutdown.Send);
                // A body that nobody reads would break the connection before the answer is read.
                while (await client.ReceiveAsync(new byte[64 * 1024], _end.Token) > 0)
                {
                }

                break;
            case { Kind: FaultKind.Reset }:
                Break(client);
                break;
            case { Kind: FaultKind.Hang }:
                _hangs.TrySetResult();
                await Task.Delay(Timeout.Infinite, _end.Token);
                break;
            case { Kind: FaultKind.LostAnswer }:
                await AnswerOfAsync(client, head, rest);
                Break(client);
                break;
            case { Kind: FaultKind.Truncated }:
                var answer = await AnswerOfAsync(client, head, rest);
                var body = answer.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
                await SendAsync(client, answer.AsMemory(0, body + ((answer.Length - body) / 2)));
                break;
        }
    }

    private Fault? FaultOf(string head)
    {
        var line = RequestLine().Match(head);
        var request = $"{line.Groups["method"].Value} {line.Groups["path"].Value}";
        lock (_lock)
        {
            _requests.Add(request);
            var rule = _rules.Find(r => r.Times > 0 && Regex.IsMatch(request, r.Pattern, RegexOptions.None, TimeSpan.FromSeconds(1)));
            if (rule is not null)
                rule.Times--;
            return rule?.Fault;
        }
    }

    private async Task PassAsync(Socket client, string head, byte[] rest)
    {
        using var registry = await OpenAsync(head, rest);
        await Task.WhenAll(CopyAsync(client, registry), CopyAsync(registry, client));
    }

    // The whole answer: the registry is told to close the connection after it.
    private async Task<byte[]> AnswerOfAsync(Socket client, string head, byte[] rest)
    {
        using var registry = await OpenAsync(head, rest);
#pragma warning disable CA2025 // The socket is closed when the answer is whole; what is still being sent then ends with it.
        var sending = CopyAsync(client, registry, closes: false);
#pragma warning restore CA2025
        using var answer = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await registry.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            await answer.WriteAsync(buffer.AsMemory(0, count), _end.Token);
        _ = sending.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return answer.ToArray();
    }

    // One request a connection: what comes after it need not be looked at.
    private async Task<Socket> OpenAsync(string head, byte[] rest)
    {
        var registry = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await registry.ConnectAsync(IPEndPoint.Parse(_upstream), _end.Token);
        var once = ConnectionHeader().Replace(head, "").Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
        await SendAsync(registry, Encoding.Latin1.GetBytes(once));
        await SendAsync(registry, rest);
        return registry;
    }

    private async Task CopyAsync(Socket from, Socket to, bool closes = true)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
                await SendAsync(to, buffer.AsMemory(0, count));
            if (closes)
                to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // One of the two has hung up.
        }
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
            bytes = bytes[await to.SendAsync(bytes, _end.Token)..];
    }

    private async Task<(string Head, byte[] Body)> ReadHeadAsync(Socket client)
    {
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await client.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
        {
            await read.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            var bytes = read.ToArray();
            // The engine tries TLS first (RFC 8446, section 5.1: 22 begins a handshake) and would wait ten seconds for an answer.
            if (bytes[0] == 22)
                return ("", []);
            if (bytes.AsSpan().IndexOf("\r\n\r\n"u8) is var end and >= 0)
                return (Encoding.Latin1.GetString(bytes, 0, end + 4), bytes[(end + 4)..]);
        }

        return ("", []);
    }

    private static void Break(Socket client)
    {
        client.LingerState = new LingerOption(enable: true, seconds: 0);
        client.Close();
    }

    private sealed class Rule(string pattern, Fault fault, int times)
    {
        public string Pattern => pattern;

        public Fault Fault => fault;

        public int Times { get; set; } = times;
    }

    [GeneratedRegex(@"\A(?<method>[A-Z]+) (?<path>[^ ?]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"(?<=\r\n)Connection: [^\r]*\r\n", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex ConnectionHeader();
}
