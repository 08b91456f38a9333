namespace Slipway.GitHub.Tests.Rest;

public sealed class RefusedRequests : GitHubTest
{
    private const string Route = "POST /repos/acme/shop/statuses/abc";

    [Fact]
    public async Task A_wrong_token_is_told_and_not_shown()
    {
        Server.On(Route, new GitHubReply(401, """{"message":"Bad credentials","documentation_url":"https://docs.github.com/rest","status":"401"}"""));

        Assert.Equal(
            $$$"""
            error SW1002: GitHub refused to set the status of abc: 401 Bad credentials
              POST {{{Server.Url}}}repos/acme/shop/statuses/abc
              see https://docs.github.com/rest
              try: give a token that is valid: in a workflow, GITHUB_TOKEN: ${{ github.token }}
            """,
            await ProblemOf(SetAsync));
        Assert.Empty(Said);
    }

    [Fact]
    public async Task A_token_that_may_not_is_told_the_permission_that_it_needs()
    {
        Server.On(Route, new GitHubReply(403, """{"message":"Resource not accessible by integration","documentation_url":"https://docs.github.com/rest/commits/statuses#create-a-commit-status"}""", ("X-Accepted-GitHub-Permissions", "statuses=write")));

        Assert.Equal(
            $"""
            error SW1003: GitHub refused to set the status of abc: 403 Resource not accessible by integration
              POST {Server.Url}repos/acme/shop/statuses/abc
              see https://docs.github.com/rest/commits/statuses#create-a-commit-status
              try: give the token the permission 'statuses: write' (GitHub asks for: statuses=write); runs for forks have none
            """,
            await ProblemOf(SetAsync));
    }

    [Fact]
    public async Task What_is_not_there_may_only_be_hidden()
    {
        Assert.Equal(
            $"""
            error SW1004: GitHub refused to set the status of abc: 404 Not Found
              POST {Server.Url}repos/acme/shop/statuses/abc
              see https://docs.github.com/rest
              try: check the repository 'acme/shop'; a token without the permission 'statuses: write' sees nothing either
            """,
            await ProblemOf(SetAsync));
    }

    [Fact]
    public async Task Every_field_that_is_wrong_is_told()
    {
        Server.On(Route, new GitHubReply(422, """{"message":"Validation Failed","errors":[{"resource":"Status","field":"state","code":"invalid"},{"resource":"Status","code":"custom","message":"No commit found\nfor SHA: abc"},"plain text",7],"documentation_url":"https://docs.github.com/rest"}"""));

        Assert.Equal(
            $"""
            error SW1005: GitHub refused to set the status of abc: 422 Validation Failed
              POST {Server.Url}repos/acme/shop/statuses/abc
              Status.state: invalid
              Status: custom No commit found for SHA: abc
              plain text
              7
              see https://docs.github.com/rest
            """,
            await ProblemOf(SetAsync));
    }

    [Theory]
    [InlineData("<html>no</html>")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"message":null,"errors":"one text"}""")]
    public async Task A_refusal_that_is_not_GitHubs_is_told_by_its_number(string body)
    {
        Server.On(Route, new GitHubReply(418, body));

        Assert.StartsWith($"error SW1006: GitHub refused to set the status of abc: 418\n  POST {Server.Url}repos/acme/shop/statuses/abc", await ProblemOf(SetAsync), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("shop")]
    [InlineData("acme/shop/x")]
    [InlineData("acme/")]
    [InlineData("../shop")]
    [InlineData("acme/shop?x")]
    [InlineData("https://github.com/acme/shop")]
    [InlineData("acme/sh op")]
    public void A_repository_that_is_none_is_refused(string repository)
    {
        var problem = Assert.Throws<ProblemException>(() => new GitHubClient(Options with { Repository = repository }));

        Assert.Equal($"error SW1000: '{repository}' is no repository of GitHub\n  try: write it as owner/name", problem.Message);
        Assert.Equal(ExitCodes.BuildIsWrong, problem.ExitCode);
    }

    private Task SetAsync() => Client.SetStatusAsync("abc", new CommitStatus { State = CommitState.Failure });
}
