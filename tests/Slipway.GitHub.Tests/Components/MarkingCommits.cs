using Slipway.GitHub.Tests.Rest;

namespace Slipway.GitHub.Tests.Components;

public sealed class MarkingCommits : GitHubComponentTest
{
    private const string Route = "POST /repos/acme/shop/statuses/" + Commit;

    [Fact]
    public async Task A_run_that_goes_well_is_marked_twice()
    {
        InWorkflow();
        Server.On(Route, new GitHubReply(201));

        var run = await RunAsync("GitHubPending Work GitHubStatus");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(
            [
                """{"state":"pending","context":"slipway","description":"runs","target_url":"https://github.com/acme/shop/actions/runs/77"}""",
                """{"state":"success","context":"slipway","description":"all went well","target_url":"https://github.com/acme/shop/actions/runs/77"}""",
            ],
            Server.Requests.Select(request => request.Text));
    }

    [Fact]
    public async Task A_run_that_fails_is_marked_as_failed()
    {
        InWorkflow();
        Server.On(Route, new GitHubReply(201));

        var run = await RunAsync("Work GitHubStatus", fails: true);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal("""{"state":"failure","context":"slipway","description":"failed: Work","target_url":"https://github.com/acme/shop/actions/runs/77"}""", Assert.Single(Server.Requests).Text);
    }

    [Fact]
    public async Task A_pull_request_is_marked_at_its_own_commit()
    {
        InWorkflow("""{"pull_request":{"number":7,"head":{"sha":"abc","repo":{"full_name":"Acme/Shop"}}}}""");
        Server.On("POST /repos/acme/shop/statuses/abc", new GitHubReply(201));

        Assert.Equal(0, (await RunAsync("GitHubStatus")).ExitCode);
    }

    [Fact]
    public async Task A_token_that_may_not_ends_with_wrong_input()
    {
        InWorkflow();
        Server.On(Route, new GitHubReply(403, """{"message":"Resource not accessible by integration"}"""));

        var run = await RunAsync("GitHubStatus");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("give the token the permission 'statuses: write'", run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", run.Out.Replace("::add-mask::s3cret-token", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
