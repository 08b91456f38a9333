using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace EndToEnd;

/// <summary>A socket that passes everything on to the engine, and remembers what was asked of it.</summary>
internal sealed partial class RecordingProxy : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("slipway-proxy-").FullName;
    private readonly string _engine;
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _lock = new();
    private readonly List<string> _requests = [];
    private readonly Task _accepting;

    public RecordingProxy(string engine)
    {
        _engine = engine;
        _listener.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder, "s")));
        _listener.Listen();
        _accepting = AcceptAsync();
    }

    /// <summary>What <c>DOCKER_HOST</c> has to be.</summary>
    public string Address => $"unix://{Path.Combine(_folder, "s")}";

    /// <summary>Method and path of all that was asked.</summary>
    public IReadOnlyList<string> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Called with each request before the engine hears of it.</summary>
    public Action<string>? Hears { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _accepting;
        _listener.Dispose();
        _end.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
                connections.Add(ServeAsync(await _listener.AcceptAsync(_end.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            await engine.ConnectAsync(new UnixDomainSocketEndPoint(_engine), _end.Token);
            await Task.WhenAll(PassAsync(client, engine, Record), PassAsync(engine, client, null));
        }
    }

    private async Task PassAsync(Socket from, Socket to, Action<ReadOnlySpan<byte>>? record)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer, _end.Token) is > 0 and var count)
            {
                record?.Invoke(buffer.AsSpan(0, count));
                for (var sent = 0; sent < count;)
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _end.Token);
            }

            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // One of the two has hung up.
        }
    }

    // A request begins a packet: clients of the engine wait for an answer before they ask again.
    private void Record(ReadOnlySpan<byte> packet)
    {
        if (RequestLine().Match(Encoding.Latin1.GetString(packet)) is not { Success: true } line)
            return;
        var request = $"{line.Groups["method"].Value} {line.Groups["path"].Value}";
        lock (_lock)
            _requests.Add(request);
        Hears?.Invoke(request);
    }

    [GeneratedRegex(@"\A(?<method>[A-Z]+) (?<path>\S+) HTTP/1", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RequestLine();
}
