#pragma warning disable CA2000 // The client is never connected to anything.
using System.Net;
using Slipway.Containers.Composing;
using Slipway.Containers.Engine;
using Slipway.Testing;

namespace Slipway.Containers.Tests.Composing;

public sealed class ProbingAddresses
{
    private static readonly HttpProbe Api = new(new Uri("http://localhost:8080/health"), new Place("compose.yaml", 3));

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.Found)]
    public async Task An_address_that_answers_is_not_waited_for(HttpStatusCode status)
    {
        using var server = new Answers(status);
        var told = new List<string>();

        await ProbesOf(server).WaitAsync([Api], TimeSpan.FromSeconds(10), told.Add, TestContext.Current.CancellationToken);

        Assert.Equal(["GET http://localhost:8080/health: passed"], told);
    }

    [Fact]
    public async Task One_that_refuses_at_first_is_asked_again()
    {
        using var server = new Answers(null, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK);
        var clock = new FakeClock();

        var waiting = ProbesOf(server, clock).WaitAsync([Api], TimeSpan.FromSeconds(10), cancellationToken: TestContext.Current.CancellationToken);
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
            ProbesOf(server).WaitAsync([Api], TimeSpan.Zero, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0519: GET http://localhost:8080/health did not pass within 0 s
              compose.yaml:3
              last answer: 502 Bad Gateway (attempt 1)
              try: check that the port is published, and what the service behind it says: ./build.sh Logs
            """,
            thrown.Message);
    }

    [Theory]
    [InlineData("{\"status\":\"ok\",\"checks\":{\"db\":true},\"list\":[{\"n\":1.5}]}", null)]
    [InlineData("{\"status\":\"ok\",\"checks\":{\"db\":false},\"list\":[{\"n\":1.5}]}", "checks.db = false")]
    [InlineData("{\"status\":\"ok\",\"checks\":{\"db\":true},\"list\":[]}", "the body has no list.0.n")]
    [InlineData("<html>starting</html>", "the body is no JSON: \"<html>starting</html>\"")]
    [InlineData("", "the body is no JSON: empty")]
    public async Task A_JSON_value_is_found_by_its_path(string body, string? wrong)
    {
        using var server = new Answers(HttpStatusCode.OK) { Body = body };
        var probe = Api with { Json = new Dictionary<string, string>(StringComparer.Ordinal) { ["checks.db"] = "true", ["list.0.n"] = "1.5" } };

        var said = await new HttpProbeRequest(server).AskAsync(probe, probe.Address, TestContext.Current.CancellationToken);

        Assert.Equal(wrong is null ? null : $"200 OK, {wrong}", said);
    }

    [Fact]
    public async Task A_status_and_a_body_can_be_asked_for()
    {
        using var server = new Answers(HttpStatusCode.Unauthorized) { Body = "log in first" };

        Assert.Null(await AskAsync(Api with { Statuses = [200, 401], Body = "log in" }));
        Assert.Equal("401 Unauthorized", await AskAsync(Api with { Statuses = [200] }));
        Assert.Equal("401 Unauthorized, the body is \"log in first\"", await AskAsync(Api with { Statuses = [401], Body = "welcome" }));

        Task<string?> AskAsync(HttpProbe probe) => new HttpProbeRequest(server).AskAsync(probe, probe.Address, TestContext.Current.CancellationToken);
    }

    // Nobody asks that engine anything.
    private static StackProbes ProbesOf(Answers server, FakeClock? clock = null) =>
        new(new EngineClient(new EngineEndpoint { Address = "unix:///nowhere", Origin = "test" }), clock ?? new FakeClock(), server);

    // The last answer is given again and again; null refuses the connection.
    private sealed class Answers(params HttpStatusCode?[] statuses) : HttpMessageHandler
    {
        public int Asked { get; private set; }

        public string Body { get; init; } = "";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var status = statuses[Math.Min(Asked++, statuses.Length - 1)] ?? throw new HttpRequestException("Connection refused");
            return Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(Body) });
        }
    }
}
