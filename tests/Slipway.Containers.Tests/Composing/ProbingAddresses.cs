using System.Net;
using Slipway.Containers.Composing;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class ProbingAddresses
{
    private static readonly HttpProbe Api = new(new Uri("http://localhost:8080/health"), new Place("compose.yaml", 3));

    [Theory]
    [InlineData(HttpStatusCode.OK, "200 OK")]
    [InlineData(HttpStatusCode.Found, "302 Found")]
    public async Task An_address_that_answers_is_not_waited_for(HttpStatusCode status, string said)
    {
        using var server = new Answers(status);
        var told = new List<string>();

        await new HttpProbes(new FakeClock(), server).WaitAsync([Api], TimeSpan.FromSeconds(10), told.Add, TestContext.Current.CancellationToken);

        Assert.Equal([$"http://localhost:8080/health answers: {said}"], told);
    }

    [Fact]
    public async Task One_that_refuses_at_first_is_asked_again()
    {
        using var server = new Answers(null, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        var clock = new FakeClock();

        var waiting = new HttpProbes(clock, server).WaitAsync([Api], TimeSpan.FromSeconds(10), cancellationToken: TestContext.Current.CancellationToken);
        while (!waiting.IsCompleted)
        {
            await Task.WhenAny(clock.WaitForTimersAsync(cancellationToken: TestContext.Current.CancellationToken), waiting);
            clock.Advance(TimeSpan.FromMilliseconds(250));
        }

        await waiting;
        Assert.Equal(3, server.Asked);
    }

    [Fact]
    public async Task One_that_never_answers_says_what_was_last_heard_of_it()
    {
        using var server = new Answers(HttpStatusCode.BadGateway);

        var thrown = await Assert.ThrowsAsync<ProblemException>(() =>
            new HttpProbes(new FakeClock(), server).WaitAsync([Api], TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0519: 'http://localhost:8080/health' did not answer within 0 s
              compose.yaml:3
              last answer: 502 Bad Gateway (attempt 1)
              try: check that the port is published, and what the service behind it says: ./build.sh Logs
            """,
            thrown.Message);
    }

    // The last answer is given again and again; null refuses the connection.
    private sealed class Answers(params HttpStatusCode?[] statuses) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var status = statuses[Math.Min(Asked++, statuses.Length - 1)] ?? throw new HttpRequestException("Connection refused");
            return Task.FromResult(new HttpResponseMessage(status));
        }
    }
}
