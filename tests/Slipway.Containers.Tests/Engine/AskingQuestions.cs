using System.Net;
using System.Text;
using Slipway.Containers.Engine;
using Slipway.Containers.Engine.Streams;

namespace Slipway.Containers.Tests.Engine;

public sealed class AskingQuestions
{
    [Theory]
    [InlineData("Content-Length: 5\r\n\r\nhello")]
    [InlineData("content-length:5\r\n\r\nhello and more")]
    [InlineData("\r\nhello")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3;name=value\r\nllo\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n00005 \r\nhello\r\n0\r\nTrailer: x\r\n\r\n")]
    public async Task An_answer_is_read_to_its_end(string rest)
    {
        using var answer = await AskAsync("HTTP/1.1 404 Not Found\r\nServer: Docker/26\r\n" + rest);

        using var body = new StreamReader(await answer.OpenAsync(TestContext.Current.CancellationToken));
        Assert.Equal((HttpStatusCode.NotFound, "Docker/26", null, "hello"), (answer.Status, answer.Header("server"), answer.Header("X"), await body.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("", "the connection was closed without an answer")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n", "the answer ended in its head")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", "the answer is no HTTP")]
    [InlineData("HTTP/1.1 fine OK\r\n\r\n", "the answer is no HTTP")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nhello", "the connection ended before the answer did")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel", "the connection ended before the answer did")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "the connection ended before the answer did")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nhello\r\n", "the connection ended before the answer did")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n", "the answer is no HTTP")]
    public async Task An_answer_that_is_none_or_not_whole_is_refused(string sent, string reason)
    {
        var problem = await Assert.ThrowsAsync<IOException>(() => AskAsync(sent));

        Assert.Equal(reason, problem.Message);
    }

    [Theory]
    [InlineData("/images/json", true)]
    [InlineData("/images/a b/json", false)]
    [InlineData("/images/json\r\nHost: x", false)]
    public void Only_a_path_that_is_one_is_sent_as_it_is(string path, bool canAsk) => Assert.Equal(
        canAsk,
        Question.CanAsk(new EngineEndpoint { Address = "unix:///run/x", Origin = "test" }, new EngineRequest(HttpMethod.Get, path, "ask") { IsQuestion = true }));

    private static async Task<IEngineResponse> AskAsync(string sent)
    {
        await using var connection = new Connection(Encoding.ASCII.GetBytes(sent));
        var answer = await Question.AskAsync(connection, "/v1.45/info", TestContext.Current.CancellationToken);
        Assert.Equal("GET /v1.45/info HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n", connection.Asked.ToString());
        return answer;
    }

    // Sends a few bytes at a time.
    private sealed class Connection(byte[] sent) : ForwardStream
    {
        private int _at;

        public StringBuilder Asked { get; } = new();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = sent.AsMemory(_at, Math.Min(7, sent.Length - _at));
            piece.CopyTo(buffer);
            _at += piece.Length;
            return ValueTask.FromResult(piece.Length);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Asked.Append(Encoding.ASCII.GetString(buffer.Span));
            return ValueTask.CompletedTask;
        }
    }
}
