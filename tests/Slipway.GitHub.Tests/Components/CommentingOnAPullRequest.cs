using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

public sealed class CommentingOnAPullRequest : GitHubComponentTest
{
    [Fact]
    public async Task The_comment_says_what_failed()
    {
        InWorkflow("""{"pull_request":{"number":7,"head":{"sha":"abc","repo":{"full_name":"acme/shop"}}}}""");
        Server.On("GET /repos/acme/shop/issues/7/comments?per_page=100", new GitHubReply(200, "[]"))
            .On("POST /repos/acme/shop/issues/7/comments", new GitHubReply(201, """{"id":1,"body":"","html_url":"https://github.com/c1"}"""));

        await RunAsync("Work GitHubComment", fails: true);

        Assert.Equal(
            "<!-- slipway:slipway -->\n### Slipway: 1 failed\n\n- `Work`\n\nOf abc; [the run](https://github.com/acme/shop/actions/runs/77)\n",
            (string)Server.Requests[1].Json["body"]!);
    }

    [Fact]
    public async Task A_push_has_no_pull_request_to_comment_on()
    {
        InWorkflow();

        var run = await RunAsync("GitHubComment");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("it runs for no pull request", run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"pull_request":7}""")]
    [InlineData("""{"pull_request":{"number":"x","head":null}}""")]
    public void An_event_that_is_odd_is_no_error(string payload)
    {
        InWorkflow(payload);

        Assert.Null(GitHubRun.From(Project.Environment.AsReadOnly()).PullRequest);
    }
}
