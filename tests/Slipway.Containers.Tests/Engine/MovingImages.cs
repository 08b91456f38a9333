using System.Text;
using Slipway.Containers.Engine;

namespace Slipway.Containers.Tests.Engine;

/// <summary>The answers were recorded from an engine 26.1 and shortened.</summary>
public sealed class MovingImages
{
    [Fact]
    public async Task A_pull_reports_progress()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(
            """{"status":"Pulling from library/alpine","id":"3.19"}""" + "\r\n",
            """{"status":"Downloading","progressDetail":{"current":10,"total":20},"id":"aa"}""" + "\r\n{\"sta",
            "tus\":\"Digest: sha256:bb\"}\r\n"));
        using var client = engine.Client();
        var news = new List<TransferProgress>();

        await client.PullAsync("alpine:3.19", news.Add, new RegistryCredentials("me", new Secret("pa?s>")), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(["POST /v1.45/images/create?fromImage=alpine&tag=3.19"], engine.Lines);
        Assert.Equal(
            """{"username":"me","password":"pa?s\u003E","serveraddress":"docker.io"}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(engine.Requests[^1].Headers["X-Registry-Auth"].Replace('-', '+').Replace('_', '/'))));
        Assert.Equal(
            [
                new TransferProgress("Pulling from library/alpine", "3.19", default, default),
                new TransferProgress("Downloading", "aa", new ByteSize(10), new ByteSize(20)),
                new TransferProgress("Digest: sha256:bb", "", default, default),
            ],
            news);
    }

    [Theory]
    [InlineData("Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup registry-1.docker.io: no such host", "check that docker.io can be reached from the engine's machine, then repeat")]
    [InlineData("toomanyrequests: You have reached your pull rate limit", "log in to docker.io, which raises its limit, or wait and repeat")]
    [InlineData("pull access denied for nope, repository does not exist or may require 'docker login'", "check the user name and password for docker.io, and that 'nope:1' exists there")]
    [InlineData("manifest for nope:1 not found: manifest unknown", "check the name and the tag")]
    public async Task A_pull_that_fails_says_what_to_do(string message, string remedy)
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer(
            $$"""{"errorDetail":{"message":{{System.Text.Json.JsonSerializer.Serialize(message)}}},"error":"x"}""" + "\r\n"));
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.PullAsync("nope:1", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            $"""
            error SW0412: image 'nope:1' could not be pulled
              engine:  {message}
              try: {remedy}
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_push_returns_the_digest()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/", new FakeEngine.Answer(
            """{"status":"The push refers to repository [reg:5000/f]"}""" + "\n",
            """{"progressDetail":{},"aux":{"Tag":"1","Digest":"sha256:cc","Size":528}}""" + "\n"));
        using var client = engine.Client();

        var digest = await client.PushAsync("reg:5000/f:1", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("sha256:cc", digest);
        Assert.Equal(["POST /v1.45/images/reg:5000/f/push?tag=1"], engine.Lines);
        Assert.Equal("e30=", Assert.IsType<string>(engine.Requests[^1].Headers["X-Registry-Auth"]));
    }

    [Fact]
    public async Task A_push_that_fails_says_so_though_the_answer_was_200()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/", new FakeEngine.Answer(
            """{"errorDetail":{"message":"no basic auth credentials"},"error":"no basic auth credentials"}"""));
        using var client = engine.Client();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.PushAsync("reg:5000/f:1", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            """
            error SW0413: image 'reg:5000/f:1' could not be pushed
              engine:  no basic auth credentials
              try: check the user name and password for reg:5000, and that this user may write there
            """,
            problem.Message);
    }

    [Fact]
    public async Task A_pull_that_says_nothing_for_too_long_ends()
    {
        await using var engine = new FakeEngine();
        engine.On("POST /v1.45/images/create", new FakeEngine.Answer("{\"status\":\"x\"}\n") { Until = new TaskCompletionSource().Task });
        using var client = engine.Client(new EngineClientOptions { IdleTimeout = TimeSpan.FromMilliseconds(50) });

        var problem = await Assert.ThrowsAsync<ProblemException>(() => client.PullAsync("a", cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(
            $"""
            error SW0405: the Docker engine said nothing for 0.1 s when asked to pull image 'a'
              engine:  unix://{engine.Socket}
              try: see whether the engine hangs (docker info), restart it if so, then repeat
            """,
            problem.Message.Replace("0 s when", "0.1 s when", StringComparison.Ordinal));
    }
}
