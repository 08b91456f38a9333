using System.Net;
using System.Threading.Channels;
using Slipway.BuildKit.Grpc;
using Slipway.BuildKit.Wire;

namespace Slipway.BuildKit.Tests.Fakes;

/// <summary>The engine's end of a session: it asks, by the framework's own HTTP/2 client.</summary>
internal sealed class FakeSession : IDisposable
{
    private readonly HttpClient _http;
    private readonly string[] _lines;

    public FakeSession(Stream connection, string[] lines)
    {
        _lines = lines;
#pragma warning disable CA2000 // The HttpClient disposes it.
        var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(connection), UseProxy = false };
#pragma warning restore CA2000
        _http = new HttpClient(handler) { BaseAddress = new Uri("http://session") };
    }

    public void Dispose() => _http.Dispose();

    public string Id => Headers("X-Docker-Expose-Session-Uuid").Single();

    public IReadOnlyList<string> Headers(string name) =>
        [.. _lines.Where(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase)).Select(line => line[(name.Length + 2)..])];

    /// <summary>Calls a method with one message each way.</summary>
    public async Task<(int Status, string Message, byte[] Answer)> AskAsync(string path, MessageWriter request, params (string Name, string Value)[] headers)
    {
        await using var call = await StartAsync(path, headers);
        await call.WriteAsync(request);
        var answer = await call.ReadAsync() ?? [];
        call.End();
        var (status, message) = await call.StatusAsync();
        return (status, message, answer);
    }

    /// <summary>Begins a call with any number of messages each way.</summary>
    public async Task<Call> StartAsync(string path, params (string Name, string Value)[] headers)
    {
        var content = new Messages();
#pragma warning disable CA2000 // The call disposes it.
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content };
#pragma warning restore CA2000
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return new Call(content, await Task.FromResult(_http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)), request);
    }

    internal sealed class Call(Messages content, Task<HttpResponseMessage> answer, HttpRequestMessage request) : IAsyncDisposable
    {
        private Stream? _body;

        public async Task WriteAsync(MessageWriter message) => await content.Frames.Writer.WriteAsync(GrpcFrame.Of(message.Written.Span));

        public void End() => content.Frames.Writer.TryComplete();

        public async Task<byte[]?> ReadAsync()
        {
            _body ??= await (await answer).Content.ReadAsStreamAsync();
            return await GrpcFrame.ReadAsync(_body.ReadAsync, TestContext.Current.CancellationToken);
        }

        public async Task<(int Status, string Message)> StatusAsync()
        {
            var response = await answer;
            while (!response.Headers.Contains("grpc-status") && await ReadAsync() is not null)
            {
                // The status is behind the messages.
            }

            var trailers = response.Headers.Contains("grpc-status") ? response.Headers : response.TrailingHeaders;
            return (int.Parse(trailers.GetValues("grpc-status").Single(), System.Globalization.CultureInfo.InvariantCulture),
                trailers.TryGetValues("grpc-message", out var text) ? Uri.UnescapeDataString(text.Single()) : "");
        }

        public async ValueTask DisposeAsync()
        {
            End();
            (await answer).Dispose();
            request.Dispose();
        }
    }

    internal sealed class Messages : HttpContent
    {
        public Messages() => Headers.TryAddWithoutValidation("content-type", "application/grpc");

        public Channel<byte[]> Frames { get; } = Channel.CreateUnbounded<byte[]>();

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.FlushAsync();
            await foreach (var frame in Frames.Reader.ReadAllAsync())
            {
                await stream.WriteAsync(frame);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
