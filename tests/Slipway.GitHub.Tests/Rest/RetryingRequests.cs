namespace Slipway.GitHub.Tests.Rest;

public sealed class RetryingRequests : GitHubTest
{
    private const string Route = "POST /repos/acme/shop/statuses/abc";

    private static readonly GitHubReply _made = new(201);

    public static TheoryData<string, string> Failures() => new()
    {
        { "500", "GitHub answered 500; again in 1 s" },
        { "502", "GitHub answered 502; again in 1 s" },
        { "503", "GitHub answered 503; again in 1 s" },
        { "reset", "An error occurred while sending the request" },
        { "truncated", "The response ended prematurely" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task What_failed_on_the_way_is_tried_again(string failure, string said)
    {
        Server.On(Route, ReplyOf(failure), _made);

        await SetAsync();

        Assert.Equal([Route, Route], Server.Lines);
        Assert.Contains(said, Assert.Single(Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_an_answer_is_tried_again_after_its_time()
    {
        Server.On(Route, GitHubReply.Hang, _made);

        var set = SetAsync();
        await Server.HangsAsync();
        Clock.Advance(TimeSpan.FromSeconds(30));
        await set;

        Assert.Equal(["no answer within 30 s; again in 1 s"], Said);
    }

    [Fact]
    public async Task Waits_grow_and_end()
    {
        Server.On(Route, new GitHubReply(502, """{"message":"Server Error"}"""));

        var problem = await ProblemOf(SetAsync);

        Assert.Equal(["1", "2", "4", "8"], Said.Select(text => text.Split(' ')[^2]));
        Assert.Equal(
            $"""
            error SW1008: GitHub could not be asked to set the status of abc
              POST {Server.Url}repos/acme/shop/statuses/abc
              attempt 5: GitHub answered 502
              Server Error
              try: look at https://www.githubstatus.com, and at the proxy of this machine
            """,
            problem);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_by_its_address()
    {
        using var client = new GitHubClient(Options with { ApiUrl = new Uri("http://127.0.0.1:9"), Attempts = 1 }, Clock);

        var problem = await ProblemOf(() => client.SetStatusAsync("abc", new CommitStatus { State = CommitState.Success }));

        Assert.StartsWith("error SW1008: GitHub could not be asked to set the status of abc\n  POST http://127.0.0.1:9/repos/acme/shop/statuses/abc\n  attempt 1: Connection refused", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_primary_limit_is_waited_for_until_it_is_reset()
    {
        var reset = Clock.GetUtcNow().AddSeconds(90).ToUnixTimeSeconds();
        Server.On(Route, new GitHubReply(403, """{"message":"API rate limit exceeded for installation ID 1."}""", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", $"{reset}")), _made);

        await SetAsync();

        Assert.Equal(["the rate limit is reached; again in 91 s"], Said);
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    public async Task A_secondary_limit_is_waited_for_as_long_as_it_says(int status)
    {
        Server.On(Route, new GitHubReply(status, """{"message":"You have exceeded a secondary rate limit."}""", ("Retry-After", "17")), _made);

        await SetAsync();

        Assert.Equal(["the secondary rate limit is reached; again in 17 s"], Said);
    }

    [Fact]
    public async Task A_secondary_limit_that_names_no_time_is_waited_for_longer_each_time()
    {
        var limit = new GitHubReply(403, """{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}""");
        Server.On(Route, limit, limit, _made);

        await SetAsync();

        Assert.Equal(["the secondary rate limit is reached; again in 60 s", "the secondary rate limit is reached; again in 120 s"], Said);
    }

    [Fact]
    public async Task A_limit_that_lasts_too_long_is_an_error_at_once()
    {
        Server.On(Route, new GitHubReply(403, """{"message":"API rate limit exceeded."}""", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", $"{Clock.GetUtcNow().AddMinutes(50).ToUnixTimeSeconds()}")));

        var problem = await ProblemOf(SetAsync);

        Assert.Empty(Said);
        Assert.Equal(
            $"""
            error SW1007: GitHub did not let us set the status of abc: the rate limit is reached
              POST {Server.Url}repos/acme/shop/statuses/abc
              attempts: 1; the next one may come in 3001 s
              API rate limit exceeded.
              try: run again later, or give a token with a limit of its own
            """,
            problem);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("99999999999999999999")]
    [InlineData("-5")]
    public async Task A_time_that_is_none_is_a_minute(string reset)
    {
        Server.On(Route, new GitHubReply(403, "{}", ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", reset)), _made);

        await SetAsync();

        Assert.Equal(["the rate limit is reached; again in 60 s"], Said);
    }

    [Fact]
    public async Task A_stop_ends_the_wait()
    {
        Server.On(Route, GitHubReply.Hang);
        using var stop = new CancellationTokenSource();

        var set = Client.SetStatusAsync("abc", new CommitStatus { State = CommitState.Success }, stop.Token);
        await Server.HangsAsync();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => set);
    }

    private static GitHubReply ReplyOf(string failure) => failure switch
    {
        "reset" => GitHubReply.Reset,
        "truncated" => new GitHubReply(201, new string(' ', 1000)) { IsTruncated = true },
        _ => new GitHubReply(int.Parse(failure, System.Globalization.CultureInfo.InvariantCulture)),
    };

    private Task SetAsync() => Client.SetStatusAsync("abc", new CommitStatus { State = CommitState.Success });
}
