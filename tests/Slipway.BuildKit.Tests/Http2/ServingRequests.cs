using System.Net;
using Slipway.BuildKit.Http2;
using Slipway.BuildKit.Tests.Fakes;

namespace Slipway.BuildKit.Tests.Http2;

/// <summary>The framework's own client on the other end.</summary>
public sealed class ServingRequests
{
    private static readonly Header Found = new(":status", "200");

    [Fact]
    public async Task Many_requests_at_once_get_their_own_answers_whatever_their_size()
    {
        using var server = new Served(async stream =>
        {
            var received = await ReadAllAsync(stream);
            await stream.WriteHeadersAsync(isLast: false, Found);
            await stream.WriteDataAsync(received, stream.Aborted);
            await stream.WriteHeadersAsync(isLast: true, new Header("length", received.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        });

        var sizes = Enumerable.Range(0, 40).Select(i => i * 97_001 % 3_000_000).ToList();
        var answers = await Task.WhenAll(sizes.Select(async size =>
        {
            var sent = Enumerable.Range(0, size).Select(i => (byte)(i * 31 + size)).ToArray();
            using var answer = await server.PostAsync("/", new ByteArrayContent(sent));
            Assert.Equal(sent, await answer.Content.ReadAsByteArrayAsync());
            return answer.TrailingHeaders.GetValues("length").Single();
        }));

        Assert.Equal(sizes.Select(size => size.ToString(System.Globalization.CultureInfo.InvariantCulture)), answers);
    }

    [Fact]
    public async Task Headers_that_need_several_frames_arrive_whole()
    {
        using var server = new Served(stream => stream.WriteHeadersAsync(isLast: true, Found, new Header("count", stream.Headers.Count(header => header.Name.StartsWith("x-", StringComparison.Ordinal)).ToString(System.Globalization.CultureInfo.InvariantCulture))).AsTask());
        using var content = new ByteArrayContent([]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content };
        for (var i = 0; i < 3000; i++)
            request.Headers.TryAddWithoutValidation($"x-{i}", $"some/folder/that/is/left/out/number-{i}");

        using var answer = await server.SendAsync(request);

        Assert.Equal("3000", answer.Headers.GetValues("count").Single());
    }

    [Fact]
    public async Task A_request_that_is_given_up_ends_its_work_and_no_other()
    {
        var ended = new TaskCompletionSource();
        using var server = new Served(async stream =>
        {
            await stream.WriteHeadersAsync(isLast: stream.Header(":path") == "/other", Found);
            if (stream.Header(":path") == "/other")
                return;
            stream.Aborted.Register(() => ended.TrySetResult());
            await ended.Task;
        });
        var given = await server.PostAsync("/given-up", new ByteArrayContent([]));

        given.Dispose();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        using var other = await server.PostAsync("/other", new ByteArrayContent([]));

        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task A_handler_that_throws_resets_its_request_only()
    {
        using var server = new Served(stream => stream.Header(":path") == "/bad" ? throw new InvalidOperationException("no") : stream.WriteHeadersAsync(isLast: true, Found).AsTask());

        await Assert.ThrowsAsync<HttpRequestException>(() => server.PostAsync("/bad", new ByteArrayContent([])));
        using var good = await server.PostAsync("/good", new ByteArrayContent([]));

        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: docker\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0007")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0004\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000")]
    public async Task A_peer_that_breaks_the_rules_is_told_to_go_away(string bytes)
    {
        var (ours, theirs) = Duplex.Create();
        await theirs.WriteAsync(System.Text.Encoding.Latin1.GetBytes(bytes), TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<Http2Exception>(() => new Http2Connection(ours, _ => Task.CompletedTask).RunAsync(TestContext.Current.CancellationToken));

        var answer = new byte[1024];
        var length = await theirs.ReadAsync(answer, TestContext.Current.CancellationToken);
        Assert.Equal((byte)FrameType.GoAway, answer[length - 17 + 3]);
    }

    private static async Task<byte[]> ReadAllAsync(Http2Stream stream)
    {
        using var all = new MemoryStream();
        var buffer = new byte[10_000];
        int read;
        while ((read = await stream.ReadAsync(buffer, stream.Aborted)) > 0)
            await all.WriteAsync(buffer.AsMemory(0, read), stream.Aborted);
        return all.ToArray();
    }

    private sealed class Served : IDisposable
    {
        private readonly Stream _ours;
        private readonly HttpClient _http;

        public Served(Func<Http2Stream, Task> serve)
        {
            (_ours, var theirs) = Duplex.Create();
            _ = new Http2Connection(_ours, serve).RunAsync(CancellationToken.None).ContinueWith(_ => { }, TaskScheduler.Default);
#pragma warning disable CA2000 // The HttpClient disposes it.
            _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, _) => ValueTask.FromResult(theirs), UseProxy = false }) { BaseAddress = new Uri("http://peer") };
#pragma warning restore CA2000
        }

        public async Task<HttpResponseMessage> PostAsync(string path, HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact, Content = content };
            return await SendAsync(request);
        }

        public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) =>
            _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        public void Dispose()
        {
            _http.Dispose();
            _ours.Dispose();
        }
    }
}
